import { ExternalSecretSpecRecord } from '../records';
import { DeliveryContext } from './context';
import { knownTime } from './moments';

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
 * that the operator runs on, which may be another. Ask it only of a copy that
 * is Ready: a failure is written into the same status.
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
  // Anyone who can write an ExternalSecret can also write its managedFields.
  const writtenAt = knownTime(child.refreshWrittenAt, input.clusterNow);
  return (
    (writtenAt ?? child.refreshedAt ?? child.createdAt) +
    refreshIntervalFactor * refreshIntervalMs +
    staleGraceMs
  );
}
