import { SeenCopy } from './followCopy';
import { SyncVerdict, Trigger } from './types';

/** What an ExternalSecret says of its last sync. Times in milliseconds. */
export interface CopyFacts {
  readonly createdAt: number;
  readonly generation: number;
  /**
   * When the last sync began, by the operator's clock, cut to a whole second:
   * the operator takes the time first, and reads the source after it.
   */
  readonly refreshedAt?: number;
  /** `status.syncedResourceVersion`. */
  readonly syncedVersion?: string;
  /** What `syncedVersion` is where the last sync read this very version. */
  readonly currentVersion: string;
  /** The annotation `external-secrets.io/force-sync`. */
  readonly mark?: string;
}

/** What is known of clocks. */
interface ClockFacts {
  /**
   * How far the operator's clock is proven to be ahead of the API server's, in
   * milliseconds; 0 or less: not at all. See `operatorAhead`.
   */
  readonly operatorAheadMs: number;
}

const COUNTS: SyncVerdict = { counts: true };

const notYet = (reason: (SyncVerdict & { counts: false })['reason']) =>
  ({ counts: false, reason } as const);

/**
 * Whether the last sync of a synced ExternalSecret began after the trigger. It
 * says so only where one of these proves it:
 *
 * | Proof                                                                     | Needs clocks           |
 * | ------------------------------------------------------------------------- | ---------------------- |
 * | it synced the version that has the mark of `--refresh`                    | no                     |
 * | the ExternalSecret did not exist at the first look                        | no                     |
 * | its result was written onto a version from after the first look           | no                     |
 * | it was created after the trigger                                          | the API server's       |
 * | `status.refreshTime` is not before the trigger                            | the operator's as well |
 */
export function proveSync(
  facts: CopyFacts,
  seen: SeenCopy,
  trigger: Trigger,
  { operatorAheadMs }: ClockFacts,
): SyncVerdict {
  const { generation = 0, notBefore, mark } = trigger;
  if (facts.generation < generation) {
    return notYet('generation-awaited');
  }
  if (notBefore === undefined) {
    return COUNTS;
  }
  if (seen.isNew || seen.isProvenLater || facts.createdAt >= notBefore) {
    return COUNTS;
  }
  if (mark !== undefined) {
    const isMarked =
      facts.mark === mark && facts.syncedVersion === facts.currentVersion;
    return isMarked ? COUNTS : notYet('mark-awaited');
  }
  if (facts.refreshedAt === undefined || facts.refreshedAt < notBefore) {
    return notYet('refresh-awaited');
  }
  return operatorAheadMs > 0 ? notYet('second-sync-awaited') : COUNTS;
}

/**
 * How far the operator's clock is ahead of the API server's, as far as one
 * ExternalSecret proves it: the sync that the operator dates `refreshedAt` began
 * before the API server dated its result `writtenAt`. Both have whole seconds.
 */
export function operatorAhead({
  refreshedAt,
  refreshWrittenAt,
}: {
  readonly refreshedAt?: number;
  readonly refreshWrittenAt?: number;
}): number {
  return refreshedAt === undefined || refreshWrittenAt === undefined
    ? -Infinity
    : refreshedAt - refreshWrittenAt;
}
