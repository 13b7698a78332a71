import { isFromFuture } from '../records';
import { DeliveryInput } from './delivery';

/** A time that can be true; the operator's clock may be far ahead of the API server's. */
export function knownTime(
  time: number | undefined,
  clusterNow: number,
): number | undefined {
  return time === undefined || isFromFuture(time, clusterNow)
    ? undefined
    : time;
}

/**
 * Whether a moment by the cluster's clock has passed. Every answer that time
 * alone may change asks by this function, so that the time of the next change
 * is always known.
 */
export function isPast(
  { clusterNow, onAwaited }: Pick<DeliveryInput, 'clusterNow' | 'onAwaited'>,
  moment: number,
): boolean {
  if (clusterNow > moment) {
    return true;
  }
  onAwaited?.(moment);
  return false;
}
