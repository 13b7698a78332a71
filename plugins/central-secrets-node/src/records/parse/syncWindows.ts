import { parseGoDuration } from '@central-secrets/backstage-plugin-central-secrets-common';
import { SyncWindowsRecord } from '../records';
import { Fields, fieldsListOf, fieldsOf, nameOf, textOf } from './fields';

/** A team decides how many there are, and each is asked about every copy. */
const MOST_WINDOWS = 10;

type SyncWindow = SyncWindowsRecord['windows'][number];

function windowOf(entry: Fields): SyncWindow[] {
  const schedule = nameOf(entry.schedule);
  try {
    const durationMs = parseGoDuration(textOf(entry.duration) ?? '0');
    return schedule === undefined ? [] : [{ schedule, durationMs }];
  } catch {
    return [];
  }
}

/** The sync windows of a raw spec; undefined: it may be refreshed at any time. */
export function syncWindowsOf(spec: Fields): SyncWindowsRecord | undefined {
  const { kind, windows } = fieldsOf(spec.syncWindows);
  const entries = fieldsListOf(windows);
  // The operator lets a refresh pass for any other kind.
  if ((kind !== 'allow' && kind !== 'deny') || entries.length === 0) {
    return undefined;
  }
  return {
    kind,
    windows: entries.slice(0, MOST_WINDOWS).flatMap(windowOf),
    ...(entries.length > MOST_WINDOWS ? { isCut: true } : {}),
  };
}
