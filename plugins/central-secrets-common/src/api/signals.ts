/**
 * The channel of Backstage's signals on which users are told that what an
 * entity gets may be different now.
 *
 * @public
 */
export const DELIVERIES_CHANNEL = 'central-secrets:deliveries';

/**
 * What is told there: the entity, and nothing of what changed. Whoever hears
 * of it asks again, with their own rights.
 *
 * @public
 */
export type DeliveriesSignal = { readonly entityRef: string };
