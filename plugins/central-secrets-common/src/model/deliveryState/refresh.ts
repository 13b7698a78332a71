import { ExternalSecretSpecRecord } from '../records';
import { DeliveryContext } from './context';

/** Whether the operator never writes again after the first time (`shouldRefresh` in ESO). */
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
  return (
    (child.refreshedAt ?? child.createdAt) +
    refreshIntervalFactor * refreshIntervalMs +
    staleGraceMs
  );
}
