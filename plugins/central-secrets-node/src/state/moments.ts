import { DeliveryInput } from './delivery';

/**
 * Whether a moment by the cluster's clock has passed. Every answer that time
 * alone may change asks by this function, so that the time of the next change
 * is always known.
 */
export function isPast(
  { clusterNow, onAwaited }: DeliveryInput,
  moment: number,
): boolean {
  if (clusterNow > moment) {
    return true;
  }
  onAwaited?.(moment);
  return false;
}
