/**
 * The rules for manifests of central secrets: pure checks with stable codes,
 * which see nothing but the manifests and a template engine's verdicts.
 *
 * @packageDocumentation
 */
export { RULES } from './checks';
export { readManifests } from './input';
export type { PlacedSelector, RuleInput, Store, Writer } from './input';
export * from './lint';
export { manifestOf } from './manifest';
export type { Manifest } from './manifest';
export * from './rule';
export * from './settings';
export type {
  TemplateToJudge,
  TemplateUse,
  TemplateVerdict,
} from './templates';
