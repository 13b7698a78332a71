import { requirementsOf } from '../selectors';
import { DeliveryContext } from './context';

/** The labels that the selector by which the namespace asks looks at, as far as the namespace bears them. */
export function askedKeys({ input, asking }: DeliveryContext): string[] {
  const keys = asking ? requirementsOf(asking).map(({ key }) => key) : [];
  return [...new Set(keys)].filter(key =>
    Object.hasOwn(input.namespace.labels, key),
  );
}

/** When the namespace began to ask; undefined where nobody recorded it. */
function askedAt(context: DeliveryContext): number | undefined {
  const { namespace, distribution } = context.input;
  if (!distribution) return undefined;
  const keys = askedKeys(context);
  if (keys.some(key => !Object.hasOwn(namespace.labelTimes, key))) {
    return undefined;
  }
  return Math.max(
    // Where it asks by the absence of labels, from its start.
    namespace.createdAt,
    distribution.createdAt,
    ...keys.map(key => namespace.labelTimes[key]),
  );
}

/**
 * Since when a delivery is on its way. A label's time is an upper bound (see
 * `labelTimes`), and a copy that is there was asked for before it was made.
 */
export function requestedAt(context: DeliveryContext): number | undefined {
  const asked = askedAt(context);
  const made = context.child?.createdAt;
  return asked === undefined || made === undefined
    ? asked ?? made
    : Math.min(asked, made);
}

/** Whether it has been on its way for longer than is usual. */
export function isUnusuallyLong(context: DeliveryContext): boolean {
  const { clusterNow, limits } = context.input;
  const since = requestedAt(context);
  return (
    since !== undefined && clusterNow - since > limits.pendingUnusualAfterMs
  );
}
