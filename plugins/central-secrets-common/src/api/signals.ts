/**
 * The channel of Backstage's signals on which users learn that the deliveries
 * of an entity may have changed.
 *
 * @public
 */
export const DELIVERIES_CHANNEL = 'central-secrets:deliveries';

/**
 * The content of a signal: the entity, and nothing of the change. A client that
 * gets it asks again, with its user's own rights.
 *
 * @public
 */
export type DeliveriesSignal = { readonly entityRef: string };

/**
 * The channel on which users who look at distributions learn that something
 * about any of them may have changed. The message is empty.
 *
 * @public
 */
export const DISTRIBUTIONS_CHANNEL = 'central-secrets:distributions';
