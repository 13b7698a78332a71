/**
 * Judges the templates of ExternalSecrets by the engine that the operator
 * itself uses, without any secret value.
 *
 * @packageDocumentation
 */
export * from './TemplateEngine';
