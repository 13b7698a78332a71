/**
 * The rules for manifests of central secrets: pure checks with stable codes,
 * which see nothing but the manifests and a template engine's verdicts. The
 * command line's lint and the backend's findings use the same ones.
 *
 * @packageDocumentation
 */
export type { Offered } from './OfferIndex';
export { OfferIndex, toOffered } from './OfferIndex';
export type { HubSources } from './HubSources';
export type { RuleInput, Store } from './RuleInput';
export type { PlacedSelector, Writer } from './Writer';
export type { HubAccess } from './admission/HubAccess';
export {
  HUB_ACCESS_CONFIG_MAP,
  HUB_ACCESS_KEYS,
  parseHubAccess,
} from './admission/HubAccess';
export type { HubProblem } from './admission/HubProblem';
export type { Controller } from './admission/controllerOf';
export { controllerOf } from './admission/controllerOf';
export { DEFAULT_HUB_ACCESS } from './admission/defaultHubAccess';
export type {
  HubIdentity,
  HubNames,
  RightsSubject,
} from './admission/hubNames';
export { DEFAULT_HUB_NAMES, HUB_IDENTITIES } from './admission/hubNames';
export { judgeClusterStore } from './admission/judgeClusterStore';
export {
  GENERATORS_GROUP,
  generatorResource,
  judgeGenerator,
  mayRefuseGenerator,
} from './admission/judgeGenerator';
export { judgeHubReference } from './admission/judgeHubReference';
export { judgePush } from './admission/judgePush';
export { judgeStore } from './admission/judgeStore';
export { judgeTemplates } from './admission/judgeTemplates';
export {
  EXTERNAL_SECRET_NAME_RULES,
  REQUEST_LABEL_RULES,
  RULES,
  SECRET_NAME_RULES,
} from './checks';
export { leastReleaseOf } from './definitions/leastOperator';
export type { Fix } from './fix';
export type { GivenAccess } from './givenAccess';
export { NAME_LABEL, readManifests } from './input';
export type { Finding } from './lint';
export { lint } from './lint';
export type { Manifest } from './manifest';
export { manifestOf } from './manifest';
export {
  isOlderThan,
  isOperatorVersion,
  NEWEST_OPERATOR,
} from './operatorVersion';
export type {
  FaultFacts,
  FaultGuard,
  FoundFault,
  KnownRelease,
  OperatorDeployment,
  OperatorFault,
} from './operatorFaults';
export {
  findOperatorFaults,
  oldestReleaseOf,
  OPERATOR_FAULTS,
  readOperatorDeployments,
} from './operatorFaults';
export type { ManifestOrigins, Togetherness } from './origins';
export { isSubstituted, isUnfinishedTemplate } from './substitutions';
export type { Path } from './path';
export { DEFAULT_PROTECTED_NAMESPACES } from './protectedNamespaces';
export type { Problem, Rule, Severity } from './rule';
export type { RuleSettings } from './settings';
export { DEFAULT_RULE_SETTINGS } from './settings';
export type {
  TemplateToJudge,
  TemplateUse,
  TemplateVerdict,
} from './templates';
