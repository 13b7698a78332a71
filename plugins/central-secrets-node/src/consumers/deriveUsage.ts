import { onceFor, DeliveryWarning, PodRecord, PodSpecRecord } from '../records';
import {
  DeliveryState,
  firstNames,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { writtenTime } from '../state';
import { kubectl } from '../text';
import { FoundByMarks } from './findByMarks';
import { LastWrite } from './lastWrite';
import { SecretConsumer } from './Users';

/**
 * The largest error when times of two machines are compared: their clocks
 * differ, Kubernetes tells times to the second, and a kubelet takes a moment to
 * see a new Secret. Two times that are closer than this have no known order.
 * Milliseconds.
 */
const CLOCK_MARGIN_MS = 5_000;

/**
 * Whether the value that a container read at its start is still the Secret's
 * content.
 */
export type ValueAge = 'current' | 'old' | 'unknown';

/** A user of a Secret, and what its pods run with. @public */
export interface JudgedConsumer extends Omit<SecretConsumer, 'pods'> {
  readonly pods: {
    /** Pods that name the Secret and are not finished. */
    readonly count: number;
    /** Those of them with a container that read the Secret at its start, before the last write. */
    readonly old: number;
    /** The number of those for which this is unknown. */
    readonly unknown: number;
  };
  /** When the longest-running container of those that are old started. */
  readonly oldSince?: number;
  /**
   * The command that replaces the pods, so that they read the Secret again;
   * undefined where no command does.
   */
  readonly restartCommand?: string;
}

/** The consumers of a delivered Secret. @public */
export interface Usage {
  readonly users: readonly JudgedConsumer[];
  readonly warnings: readonly DeliveryWarning[];
}

/**
 * States in which the Secret is in place, so that "not used" means something.
 */
const IN_PLACE: ReadonlySet<DeliveryState> = new Set([
  'synced',
  'stale',
  'outdated',
]);

/** The kinds that `kubectl rollout restart` takes. */
const RESTARTABLE = ['Deployment', 'StatefulSet', 'DaemonSet'];

/**
 * Derives the consumers of a delivered Secret, and those that still use the
 * previous value: without evidence of a later write nothing is called old, and
 * without having read everything nothing is called unused.
 *
 * @public
 */
export function deriveUsage(input: {
  readonly namespace: string;
  readonly secret: string;
  readonly state: DeliveryState;
  readonly users: readonly SecretConsumer[];
  readonly lastWrite: LastWrite;
  /** Whether everything that may use a Secret could be read. */
  readonly isComplete: boolean;
  /** What finds the Secret by its labels; absent: it has none. */
  readonly byMarks?: FoundByMarks;
}): Usage {
  const { consumers = [], warnings = [] } = input.byMarks ?? {};
  const users = [...input.users, ...consumers].map(user => judge(user, input));
  const isInPlace = IN_PLACE.has(input.state);
  // Why a controller does not find it says more.
  const isUnused =
    users.length === 0 &&
    warnings.length === 0 &&
    input.isComplete &&
    isInPlace;
  const old = users.filter(({ pods }) => pods.old > 0);
  return {
    users,
    warnings: [
      ...(isUnused ? [message('unused', { secret: input.secret })] : []),
      ...(isInPlace ? warnings : []),
      ...(old.length > 0 ? [oldValue(old, input.lastWrite)] : []),
    ],
  };
}

function judge(
  { pods, ...user }: SecretConsumer,
  {
    namespace,
    secret,
    lastWrite,
  }: { namespace: string; secret: string; lastWrite: LastWrite },
): JudgedConsumer {
  const ages = pods.map(pod => {
    const starts = startsOf(pod, secret);
    return {
      age: worst(starts.map(start => ageOf(start, lastWrite))),
      oldestStart: Math.min(...starts),
    };
  });
  const old = ages.filter(({ age }) => age === 'old');
  return {
    ...user,
    pods: {
      count: pods.length,
      old: old.length,
      unknown: ages.filter(({ age }) => age === 'unknown').length,
    },
    ...(old.length
      ? { oldSince: Math.min(...old.map(({ oldestStart }) => oldestStart)) }
      : {}),
    ...(old.length && RESTARTABLE.includes(user.kind)
      ? { restartCommand: restartCommand(namespace, user) }
      : {}),
  };
}

/** By spec, then by Secret: the containers that read it at their start. A pod may name thousands. */
const readersBySecret = onceFor(({ references }: PodSpecRecord) => {
  const bySecret = new Map<string, Set<string | undefined>>();
  for (const { readAt, secret, container } of references) {
    if (readAt === 'start') {
      const readers = bySecret.get(secret) ?? new Set();
      bySecret.set(secret, readers.add(container));
    }
  }
  return bySecret;
});

/** When the running containers that read the Secret at their start did so. */
function startsOf({ spec, running }: PodRecord, secret: string): number[] {
  const readers = readersBySecret(spec).get(secret);
  return running
    .filter(({ name }) => readers?.has(name))
    .map(({ startedAt }) => startedAt);
}

/** How a container's start lies to the last write. */
export function ageOf(
  startedAt: number,
  { known, notAfter }: LastWrite,
): ValueAge {
  if (known && startedAt < known.at - CLOCK_MARGIN_MS) {
    return 'old';
  }
  return notAfter !== undefined && startedAt > notAfter + CLOCK_MARGIN_MS
    ? 'current'
    : 'unknown';
}

/**
 * Returns the worst age among a pod's containers. A container that read no
 * value at its start runs with no old value.
 */
function worst(ages: readonly ValueAge[]): ValueAge {
  if (ages.includes('old')) {
    return 'old';
  }
  return ages.includes('unknown') ? 'unknown' : 'current';
}

function restartCommand(
  namespace: string,
  { kind, name }: Pick<SecretConsumer, 'kind' | 'name'>,
): string {
  return kubectl`rollout restart ${kind.toLowerCase()}/${name} -n ${namespace}`;
}

function oldValue(
  old: readonly JudgedConsumer[],
  { known }: LastWrite,
): DeliveryWarning {
  const parameters = {
    count: old.reduce((sum, { pods }) => sum + pods.old, 0),
    ...firstNames(old.map(({ kind, name }) => `${kind} ${name}`)),
  };
  return known
    ? message('old-value-in-pods.since', {
        ...parameters,
        at: writtenTime(known.at),
      })
    : message('old-value-in-pods', parameters);
}
