export { expectedRights } from './expectedRights';
export type { ExpectedRights } from './expectedRights';
export { DEFAULT_HUB_NAMES, HUB_IDENTITIES } from './hubNames';
export type { HubIdentity, HubNames } from './hubNames';
export {
  finalizerPatch,
  judgeNamespaceFinalizers,
} from './namespaceFinalizers';
export type {
  JsonPatchStep,
  NamespaceFinalizersInput,
  NamespaceFinalizerVerdict,
} from './namespaceFinalizers';
export {
  describeRight,
  describeSubject,
  requesterOf,
  rightsOfEntry,
} from './rights';
export type { Right, RightsEntry, RightsSubject } from './rights';
