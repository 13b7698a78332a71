/** The namespaces that an entity names, and what confirms each of them. */
export type {
  BindingCandidates,
  ConfirmationOptions,
  ConfirmationWay,
  EntityClaim,
} from './bindings';
export {
  CONFIRMATION_WAYS,
  MOST_BOUND_NAMESPACES,
  canonicalOwnerRefs,
  commandToConfirm,
  confirmBinding,
  confirmClaim,
  entityClaim,
} from './bindings';
