import { isFromFuture, ownOf } from '../records';
import { requirementsOf } from '../selection';
import { DeliveryContext } from './context';
import { isPast } from './moments';

/**
 * The labels that the selector by which the namespace asks looks at, as far as
 * the namespace carries them.
 */
export function askedKeys({ input, asking }: DeliveryContext): string[] {
  const keys = asking ? requirementsOf(asking).map(({ key }) => key) : [];
  return [...new Set(keys)].filter(key =>
    Object.hasOwn(input.namespace.labels, key),
  );
}

/**
 * The time when the namespace began to ask; undefined where no record of it
 * exists.
 */
function askedAt(context: DeliveryContext): number | undefined {
  const { namespace, distribution, clusterNow } = context.input;
  if (!distribution) {
    return undefined;
  }
  const keys = askedKeys(context);
  const times = keys.map(key => ownOf(namespace.labelTimes, key));
  const isKnown = (time: number | undefined): time is number =>
    time !== undefined && !isFromFuture(time, clusterNow);
  if (!times.every(isKnown)) {
    return undefined;
  }
  return Math.max(
    // Where it asks by the absence of labels, from its start.
    namespace.createdAt,
    distribution.createdAt,
    ...times,
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
  const { input } = context;
  const since = requestedAt(context);
  return (
    since !== undefined &&
    isPast(input, since + input.limits.pendingUnusualAfterMs)
  );
}
