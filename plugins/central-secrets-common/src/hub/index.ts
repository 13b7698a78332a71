export {
  DEFAULT_HUB_NAMES,
  expectedRights,
  HUB_IDENTITIES,
} from './expectedRights';
export type { ExpectedRights, HubIdentity, HubNames } from './expectedRights';
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
