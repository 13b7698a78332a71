import {
  DeliveryState,
  firstNames,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DeliveryWarning,
  ExternalSecretRecord,
  PushSecretRecord,
} from '../../records';
import { DerivedPush, isRefreshDisabled } from '../../state';

/** One hop into the store. @public */
export interface ChainPush {
  readonly push: PushSecretRecord;
  readonly derived: Pick<DerivedPush, 'state'>;
}

/** One hop out of the store. @public */
export interface ChainRead {
  readonly read: ExternalSecretRecord;
  readonly state: DeliveryState;
}

/**
 * Where a change of the source is now. The store's own versions are not read,
 * so a refresh after the last push is all that proves a reader to have its value.
 *
 * @public
 */
export interface ChainRotation {
  /** The last push that succeeded, of all PushSecrets; a later change of the source is not in the store yet. */
  readonly pushedAt?: number;
  /** When the next push is due; undefined: not known, or never. */
  readonly nextPushAt?: number;
  /** How many readers were refreshed since the last push. */
  readonly current: number;
  /** How many were not. */
  readonly waiting: number;
  /** When the last of them is due; undefined: none waits, or one is never refreshed. */
  readonly completeBy?: number;
}

/** What holds of a whole chain. @public */
export interface DerivedChain {
  /** The state of the hop that is worst. */
  readonly state: DeliveryState;
  /** From a change of the source until every reader has it, at most; undefined: a hop is never repeated, or there is none. */
  readonly worstDelayMs?: number;
  readonly rotation: ChainRotation;
  readonly warnings: readonly DeliveryWarning[];
}

/** The worst first. What is not known comes before everything that is well. */
const WORST_FIRST: readonly DeliveryState[] = [
  'conflict',
  'failed',
  'denied',
  'store-unavailable',
  'terminating',
  'stale',
  'unknown',
  'orphaned',
  'outdated',
  'pending',
  'not-requested',
  'synced',
];

function findWorst(states: readonly DeliveryState[]): DeliveryState {
  return WORST_FIRST.find(state => states.includes(state)) ?? 'unknown';
}

/** Of a hop that is repeated by the clock. */
function intervalOf({ spec }: ExternalSecretRecord): number | undefined {
  return isRefreshDisabled(spec) || spec.refreshPolicy !== 'Periodic'
    ? undefined
    : spec.refreshIntervalMs;
}

/** The sum of the longest intervals (section 5a.3.5 of the RFC: at most twice the interval). */
function worstDelayOf(
  pushes: readonly ChainPush[],
  reads: readonly ChainRead[],
): number | undefined {
  const intervals = [
    pushes.map(({ push }) => push.spec.refreshIntervalMs || undefined),
    reads.map(({ read }) => intervalOf(read)),
  ];
  const longest = intervals.map(each =>
    each.length > 0 && each.every(interval => interval !== undefined)
      ? Math.max(...each)
      : undefined,
  );
  return longest.every(each => each !== undefined)
    ? longest.reduce((sum, each) => sum + each, 0)
    : undefined;
}

function rotationOf(
  pushes: readonly ChainPush[],
  reads: readonly ChainRead[],
): ChainRotation {
  const known = pushes.filter(({ push }) => push.refreshedAt !== undefined);
  const pushedAt =
    known.length > 0
      ? Math.max(...known.map(({ push }) => push.refreshedAt!))
      : undefined;
  const last = known.find(({ push }) => push.refreshedAt === pushedAt)?.push;
  // A refresh of the same second may have come first.
  const waiting = reads.filter(
    ({ read: { refreshedAt } }) =>
      pushedAt === undefined ||
      refreshedAt === undefined ||
      refreshedAt <= pushedAt,
  );
  const due = waiting.map(({ read }) => {
    const interval = intervalOf(read);
    return interval === undefined || read.refreshedAt === undefined
      ? undefined
      : read.refreshedAt + interval;
  });
  return {
    ...(pushedAt === undefined ? {} : { pushedAt }),
    ...(last && last.spec.refreshIntervalMs > 0
      ? { nextPushAt: pushedAt! + last.spec.refreshIntervalMs }
      : {}),
    current: reads.length - waiting.length,
    waiting: waiting.length,
    ...(due.length > 0 && due.every(each => each !== undefined)
      ? { completeBy: Math.max(...due) }
      : {}),
  };
}

/**
 * Derives what holds of a chain from its hops: PushSecret → path of a store →
 * ExternalSecret.
 *
 * @public
 */
export function deriveChain(
  pushes: readonly ChainPush[],
  reads: readonly ChainRead[],
): DerivedChain {
  const worstDelayMs = worstDelayOf(pushes, reads);
  const cut = pushes.filter(({ push }) => push.spec.hasMoreEntries);
  return {
    state: findWorst([
      ...pushes.map(({ derived }) => derived.state),
      ...reads.map(({ state }) => state),
    ]),
    ...(worstDelayMs === undefined ? {} : { worstDelayMs }),
    rotation: rotationOf(pushes, reads),
    warnings: [
      ...(reads.length === 0 ? [message('path-not-read')] : []),
      ...(pushes.length === 0 ? [message('path-not-written')] : []),
      ...(cut.length > 0
        ? [
            message(
              'entries-left-out',
              firstNames(
                cut.map(({ push }) => `${push.namespace}/${push.name}`),
              ),
            ),
          ]
        : []),
    ] as DeliveryWarning[],
  };
}
