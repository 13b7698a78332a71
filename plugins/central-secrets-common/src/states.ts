/**
 * Every state a delivery can be in, in the order in which they are asked: the
 * first that holds wins (docs/architecture.md, "Delivery states").
 *
 * @public
 */
export const DELIVERY_STATES = [
  'unknown',
  'terminating',
  'not-requested',
  'orphaned',
  'conflict',
  'denied',
  'pending',
  'store-unavailable',
  'failed',
  'outdated',
  'stale',
  'synced',
] as const;

/** One word for a delivery, derived and never stored. @public */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/**
 * Why a delivery is in its state, for the states that have more than one
 * reason. Stable: programs may compare it.
 *
 * @public
 */
export const DELIVERY_CAUSES = [
  // unknown
  'cluster-unobserved',
  'kind-unreadable',
  // conflict
  'name-taken',
  'secret-owned-by-another',
  'several-writers',
  // failed
  'source-missing',
  'property-missing',
  'value-unusable',
  'store-missing',
  'store-login',
  'provider-unavailable',
  'provider-throttled',
  'permission',
  'generator',
  'template',
  'invalid-secret',
  'admission',
  'quota',
  'target-immutable',
  'definitions-mismatch',
  'target-missing',
  'selector-invalid',
  'name-too-long',
  'other',
] as const;

/** @public */
export type DeliveryCause = (typeof DELIVERY_CAUSES)[number];

/**
 * Why a push is in its state, for the states that have more than one reason.
 * Stable: programs may compare it.
 *
 * @public
 */
export const PUSH_CAUSES = [
  // unknown
  'cluster-unobserved',
  'kind-unreadable',
  // conflict
  'several-writers',
  // failed
  'source-missing',
  'property-missing',
  'not-managed',
  'delete-failed',
  'store-missing',
  'store-login',
  'provider-unavailable',
  'provider-throttled',
  'permission',
  'generator',
  'template',
  'other-store',
  'other',
] as const;

/** @public */
export type PushCause = (typeof PUSH_CAUSES)[number];

/**
 * How sure a cause is. `proven`: what is known of the cluster shows it;
 * `likely`: the operator's or a provider's text says it; `unknown`: neither.
 *
 * @public
 */
export const CERTAINTIES = ['proven', 'likely', 'unknown'] as const;

/** @public */
export type Certainty = (typeof CERTAINTIES)[number];

/**
 * The actor who can resolve a delivery's state; `nobody`: no action is needed.
 * @public
 */
export const REMEDY_ACTORS = ['developer', 'platform', 'nobody'] as const;

/** @public */
export type RemedyBy = (typeof REMEDY_ACTORS)[number];

/** Where a delivery comes from. @public */
export const DELIVERY_ORIGINS = ['distribution', 'declared'] as const;

/** @public */
export type DeliveryOrigin = (typeof DELIVERY_ORIGINS)[number];

/**
 * Facts that are true beside the state and that the state does not say.
 * Stable codes.
 *
 * @public
 */
export const WARNING_CODES = [
  'contested',
  'refresh-disabled',
  'generated-once',
  'generated-expires',
  'sync-window-closed',
  'deleted-repeatedly',
  'no-secret-written',
  'store-not-ready',
  'namespace-finalizer-left',
  'pending-unusually-long',
  'earlier-copy-in-place',
  'partial-knowledge',
  'shared-fault',
  'unused',
  'label-not-found',
  'old-value-in-pods',
  'value-not-replaced',
  'path-not-read',
  'path-not-written',
  'entries-left-out',
  'push-not-created',
] as const;

/** @public */
export type WarningCode = (typeof WARNING_CODES)[number];
