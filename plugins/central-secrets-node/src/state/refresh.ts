import { isFromFuture, ExternalSecretSpecRecord } from '../records';
import { DeliveryContext } from './context';

/** Whether the operator never writes again after the first time (`shouldRefresh` in ESO). @public */
export function isRefreshDisabled({
  refreshPolicy,
  refreshIntervalMs,
}: ExternalSecretSpecRecord): boolean {
  return (
    refreshPolicy === 'CreatedOnce' ||
    (refreshPolicy === 'Periodic' && refreshIntervalMs === 0)
  );
}

/**
 * The time after which a copy counts as stale; undefined where none is
 * refreshed by the clock. A copy without a refresh time was due from its start.
 *
 * In the API server's time: `status.refreshTime` is by the clock of the machine
 * that the operator runs on, which may be another. Only after a success: a
 * failure is written into the same status.
 */
export function staleFrom({
  child,
  spec,
  input,
}: DeliveryContext): number | undefined {
  const { refreshPolicy, refreshIntervalMs } = spec;
  if (!child || refreshPolicy !== 'Periodic' || refreshIntervalMs === 0) {
    return undefined;
  }
  const { refreshIntervalFactor, staleGraceMs } = input.limits;
  const { ready, refreshWrittenAt } = child;
  const writtenAt =
    ready?.status === 'True' &&
    refreshWrittenAt !== undefined &&
    // Anyone who can write an ExternalSecret can also write its managedFields.
    !isFromFuture(refreshWrittenAt, input.clusterNow)
      ? refreshWrittenAt
      : undefined;
  return (
    (writtenAt ?? child.refreshedAt ?? child.createdAt) +
    refreshIntervalFactor * refreshIntervalMs +
    staleGraceMs
  );
}
