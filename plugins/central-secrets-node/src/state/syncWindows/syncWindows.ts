import { onceFor, SyncWindowsRecord } from '../../records';
import { CronSchedule, parseSchedule } from './cronSchedule';

/** Boundaries that are looked at for one answer: a team decides how many there are. */
const MOST_STEPS = 100;

/** Remembers the last answer: neighbors in time have the same one. */
function rememberLast(
  firingAfter: CronSchedule['firingAfter'],
): CronSchedule['firingAfter'] {
  let known: { from: number; next: number | undefined } | undefined;
  return moment => {
    const isSame =
      known && moment >= known.from && moment < (known.next ?? Infinity);
    if (!known || !isSame) {
      known = { from: moment, next: firingAfter(moment) };
    }
    return known.next;
  };
}

interface Window {
  /** The end of the oldest opening that still lasts; undefined: it is not open. */
  endAt(moment: number): number | undefined;
  /** When it opens next. */
  opensAfter(moment: number): number | undefined;
}

function windowOf({
  schedule,
  durationMs,
}: SyncWindowsRecord['windows'][number]): Window[] {
  const parsed = parseSchedule(schedule);
  if (!parsed) {
    return [];
  }
  const lastOpening = rememberLast(moment => parsed.firingAfter(moment));
  return [
    {
      // `isWithinSyncWindow` in ESO: both ends are within. ESO looks back a
      // second more, and so sees no window in the first second after one.
      endAt(moment) {
        const opened = lastOpening(moment - durationMs - 1);
        return opened !== undefined && opened <= moment
          ? opened + durationMs
          : undefined;
      },
      opensAfter: rememberLast(moment => parsed.firingAfter(moment)),
    },
  ];
}

/** The sync windows of one spec, to be asked about moments in UTC. */
export interface SyncWindows {
  /** Whether a refresh by the clock may begin (`isPeriodicRefreshAllowedByWindows` in ESO). */
  isAllowed(moment: number): boolean;
  /** When the answer for a moment changes; undefined: not in the near future. */
  changesAfter(moment: number): number | undefined;
  /**
   * Since when a refresh has been allowed without a break: a moment at which it
   * is so is moved back, at most to `earliest`; undefined: that is not known.
   */
  allowedSince(moment: number, earliest: number): number | undefined;
}

/** Reads the windows of a spec, once for all copies that share them. */
export const readSyncWindows = onceFor(
  ({ kind, windows }: SyncWindowsRecord): SyncWindows => {
    const all = windows.flatMap(windowOf);
    const isAllowed = (moment: number) =>
      all.some(window => window.endAt(moment) !== undefined) ===
      (kind === 'allow');

    /** The next moment at which any window opens, or is no longer open. */
    const boundaryAfter = (moment: number) =>
      Math.min(
        ...all.flatMap(window => {
          const end = window.endAt(moment);
          return [
            window.opensAfter(moment) ?? Infinity,
            end === undefined ? Infinity : end + 1,
          ];
        }),
      );

    function changesAfter(moment: number): number | undefined {
      const isNow = isAllowed(moment);
      let at = moment;
      for (let step = 0; step < MOST_STEPS; step += 1) {
        at = boundaryAfter(at);
        if (at === Infinity) {
          return undefined;
        }
        if (isAllowed(at) !== isNow) {
          return at;
        }
      }
      return undefined;
    }

    function allowedSince(
      moment: number,
      earliest: number,
    ): number | undefined {
      let since = isAllowed(earliest) ? earliest : undefined;
      let at = earliest;
      for (let step = 0; step < MOST_STEPS; step += 1) {
        at = boundaryAfter(at);
        if (at > moment) {
          return since;
        }
        since = isAllowed(at) ? since ?? at : undefined;
      }
      return undefined;
    }

    return { isAllowed, changesAfter, allowedSince };
  },
);
