/**
 * Scaffolder actions that request and remove central secrets.
 *
 * @packageDocumentation
 */
export { scaffolderModuleCentralSecrets as default } from './module';
