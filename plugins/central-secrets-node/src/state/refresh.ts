import { ExternalSecretSpecRecord } from '../records';
import { DeliveryContext } from './context';
import { isPast, knownTime } from './moments';
import { readSyncWindows, SyncWindows } from './syncWindows';

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

/** How long a refresh may be overdue before the copy counts as stale. */
function staleBoundMs({ spec, input }: DeliveryContext): number {
  const { refreshIntervalFactor, staleGraceMs } = input.limits;
  return refreshIntervalFactor * spec.refreshIntervalMs + staleGraceMs;
}

/**
 * The time after which a copy would count as stale if it might be refreshed at
 * any time; undefined where none is refreshed by the clock. A copy without a
 * refresh time was due from its start.
 *
 * In the API server's time: `status.refreshTime` is by the clock of the machine
 * that the operator runs on, which may be another. Ask it only of a copy that
 * is Ready: a failure is written into the same status.
 */
export function overdueFrom(context: DeliveryContext): number | undefined {
  const { child, spec, input } = context;
  const { refreshPolicy, refreshIntervalMs } = spec;
  if (!child || refreshPolicy !== 'Periodic' || refreshIntervalMs === 0) {
    return undefined;
  }
  // Anyone who can write an ExternalSecret can also write its managedFields.
  const writtenAt = knownTime(child.refreshWrittenAt, input.clusterNow);
  return (
    (writtenAt ?? child.refreshedAt ?? child.createdAt) + staleBoundMs(context)
  );
}

/**
 * The same with regard to sync windows; undefined: not while things stay as they
 * are. After a window that forbids refreshes, a copy has as much time as after a
 * refresh.
 */
export function staleFrom(context: DeliveryContext): number | undefined {
  const { spec, input } = context;
  const from = overdueFrom(context);
  if (from === undefined || !spec.syncWindows || !isPast(input, from)) {
    return from;
  }
  if (spec.syncWindows.isCut) {
    return undefined;
  }
  const { clusterNow } = input;
  const windows = readSyncWindows(spec.syncWindows);
  awaitChange(context, windows);
  const boundMs = staleBoundMs(context);
  const earliest = clusterNow - boundMs - 1;
  const allowedSince = windows.allowedSince(clusterNow, earliest);
  if (allowedSince === undefined) {
    return undefined;
  }
  return allowedSince === earliest
    ? from
    : Math.max(from, allowedSince + boundMs);
}

/** Has the next moment awaited at which a window changes what is allowed. */
function awaitChange({ input }: DeliveryContext, windows: SyncWindows): void {
  const change = windows.changesAfter(input.clusterNow);
  if (change !== undefined) {
    isPast(input, change);
  }
}

/** That a refresh is due, or will be, while a sync window forbids it. */
export interface ForbiddenRefresh {
  /** When it is allowed again; undefined: not in the near future. */
  readonly until?: number;
}

/** Whether a sync window holds back the next refresh of a copy. */
export function findForbiddenRefresh(
  context: DeliveryContext,
): ForbiddenRefresh | undefined {
  const { child, spec, input } = context;
  const { syncWindows, refreshIntervalMs } = spec;
  if (
    !child ||
    !syncWindows ||
    syncWindows.isCut ||
    overdueFrom(context) === undefined
  ) {
    return undefined;
  }
  const windows = readSyncWindows(syncWindows);
  awaitChange(context, windows);
  if (windows.isAllowed(input.clusterNow)) {
    return undefined;
  }
  const until = windows.changesAfter(input.clusterNow);
  const dueAt = (child.refreshedAt ?? child.createdAt) + refreshIntervalMs;
  return until !== undefined && until <= dueAt ? undefined : { until };
}
