import { syncedVersionOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { parseGoDuration } from '@central-secrets/backstage-plugin-central-secrets-common';
import { KubernetesObject } from '../apiServer/objects';
import { ExternalSecretSpec, ExternalSecretStatus } from './specs';

/** Whether it is time to read the source again (`shouldRefresh` in ESO's controller). */
export function shouldRefresh(
  { metadata, spec, status = {} }: KubernetesObject,
  now: number,
): boolean {
  const { refreshPolicy, refreshInterval } = spec as ExternalSecretSpec;
  const { syncedResourceVersion: synced, refreshTime } =
    status as ExternalSecretStatus;
  const isCurrent = synced === syncedVersionOf(metadata);
  const hasSynced = Boolean(synced && refreshTime);
  const intervalMs = parseGoDuration(refreshInterval);

  switch (refreshPolicy) {
    case 'CreatedOnce':
      return !hasSynced;
    case 'OnChange':
      return !hasSynced || !isCurrent;
    default: {
      if (intervalMs <= 0 && synced) {
        return false;
      }
      if (!isCurrent || !refreshTime) {
        return true;
      }
      const refreshedAt = Date.parse(refreshTime);
      return refreshedAt > now || refreshedAt + intervalMs < now;
    }
  }
}

/**
 * The time until the next refresh after a success, in milliseconds from now;
 * undefined: there is no automatic refresh.
 */
export function nextRefreshMs(
  { spec, status = {} }: KubernetesObject,
  now: number,
): number | undefined {
  const { refreshPolicy = 'Periodic', refreshInterval } =
    spec as ExternalSecretSpec;
  const intervalMs = parseGoDuration(refreshInterval);
  if (refreshPolicy !== 'Periodic' || intervalMs <= 0) {
    return undefined;
  }
  const { refreshTime } = status as ExternalSecretStatus;
  const elapsedMs = refreshTime ? now - Date.parse(refreshTime) : 0;
  // One more than the remainder: the interval must have passed, not just be reached.
  return Math.max(0, intervalMs - elapsedMs) + 1;
}
