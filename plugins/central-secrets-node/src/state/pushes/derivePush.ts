import {
  DeliveryState,
  firstNames,
  message,
  someNames,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { DeliveryWarning } from '../../records';
import { storeAllows, storeConditionsText } from '../../selection';
import { remedyFor } from '../checks/unknown';
import { READ_OPERATOR_LOG } from '../commands';
import { observationFact, storeFact, writtenTime } from '../evidence';
import { judgeStore } from '../judgeStore';
import { isPast, knownTime } from '../moments';
import { observationProblem } from '../observations';
import { failedPush } from './failedPush';
import { DerivedPush, PushFinding, PushInput } from './push';
import { PUSH_ADVICE } from './pushAdvice';
import { describePush, editPush } from './pushCommands';
import { lastPushFacts, pushFact, pushReadyFacts } from './pushEvidence';
import { classifyPushFailure, VALUES_UNCHANGED } from './pushTexts';

type StatedFinding = PushFinding & { readonly state: DeliveryState };
type PushCheck = (input: PushInput) => StatedFinding | undefined;

const unknown: PushCheck = input => {
  const { cluster, observation } = input;
  const problem = observationProblem(observation, 'pushsecrets', input);
  const isRefused = problem?.why === 'unreadable';
  return (
    problem && {
      state: 'unknown',
      cause: isRefused ? 'kind-unreadable' : 'cluster-unobserved',
      since: problem.observedAt,
      summary: isRefused
        ? message('kind-unreadable', { kind: problem.kind, cluster })
        : message('cluster-unobserved', { cluster }),
      evidence: [observationFact(cluster, problem)],
      remedy: remedyFor(cluster, problem),
    }
  );
};

/** With `deletionPolicy: Delete`, the operator first deletes the values. */
const terminating: PushCheck = input => {
  const { push } = input;
  const { deletedAt, ready } = push;
  if (deletedAt === undefined) {
    return undefined;
  }
  const said = ready?.status === 'False' ? ready.message : '';
  if (classifyPushFailure(said) === 'delete-failed') {
    return failedPush(input);
  }
  return {
    state: 'terminating',
    since: deletedAt,
    summary: message('push-leaving'),
    evidence: [
      pushFact(
        push,
        'metadata.deletionTimestamp',
        writtenTime(deletedAt),
        deletedAt,
      ),
      ...pushReadyFacts(push),
    ],
    remedy: {
      by: 'nobody',
      ...message('await-push-deletion'),
      command: describePush(push),
    },
  };
};

/** Each overwrites the other at its own interval, and both say Synced. */
const conflict: PushCheck = ({ push, path, rivals, rivalsNotNamed = 0 }) => {
  if (rivals.length + rivalsNotNamed === 0) {
    return undefined;
  }
  const writers = [`${push.namespace}/${push.name}`, ...rivals];
  return {
    state: 'conflict',
    cause: 'several-writers',
    summary: message('push-several-writers', {
      path,
      ...someNames(firstNames(writers).names, writers.length + rivalsNotNamed),
    }),
    evidence: [
      pushFact(push, 'spec.data[].match.remoteRef.remoteKey', path),
      ...pushReadyFacts(push),
    ],
    remedy: {
      by: 'platform',
      ...message('choose-push-writer', { path }),
      command: editPush(push),
    },
  };
};

const denied: PushCheck = input => {
  const { storeRecord, namespace, push } = input;
  if (!storeRecord || !namespace || storeAllows(storeRecord, namespace)) {
    return undefined;
  }
  return {
    state: 'denied',
    since: push.ready?.changedAt,
    ...PUSH_ADVICE.denied(input, ''),
    evidence: [
      storeFact(
        storeRecord,
        'spec.conditions',
        storeConditionsText(storeRecord.conditions),
      ),
      ...pushReadyFacts(push),
    ],
  };
};

const pending: PushCheck = input => {
  const { push, limits } = input;
  const { ready, createdAt } = push;
  if (ready && ready.status !== 'Unknown') {
    return undefined;
  }
  const isUnusual = isPast(input, createdAt + limits.pendingUnusualAfterMs);
  return {
    state: 'pending',
    since: createdAt,
    summary: message('push-awaited'),
    evidence: [
      pushFact(
        push,
        'metadata.creationTimestamp',
        writtenTime(createdAt),
        createdAt,
      ),
      ...pushReadyFacts(push),
    ],
    remedy: isUnusual
      ? {
          by: 'platform',
          ...message('check-operator'),
          command: READ_OPERATOR_LOG,
        }
      : { by: 'nobody', ...message('await-copy') },
  };
};

const storeUnavailable: PushCheck = ({
  push,
  storeRecord,
  storeWarning,
  clusterNow,
}) => {
  if (push.ready?.status !== 'False' || !storeRecord) {
    return undefined;
  }
  const judged = judgeStore(storeRecord, storeWarning, clusterNow);
  if (judged.ready || !judged.summary || !judged.remedy) {
    return undefined;
  }
  const { cause } = judged;
  return {
    state: 'store-unavailable',
    ...(cause === 'store-login' ||
    cause === 'provider-unavailable' ||
    cause === 'provider-throttled' ||
    cause === 'permission'
      ? { cause, certainty: judged.certainty }
      : {}),
    since: push.ready.changedAt,
    summary: judged.summary,
    evidence: [...judged.evidence, ...pushReadyFacts(push)],
    remedy: judged.remedy,
  };
};

const outdated: PushCheck = ({ push }) => {
  const { generation, syncedGeneration } = push;
  return syncedGeneration === undefined || syncedGeneration === generation
    ? undefined
    : {
        state: 'outdated',
        summary: message('changed-since'),
        evidence: [
          pushFact(push, 'metadata.generation', String(generation)),
          pushFact(
            push,
            'status.syncedResourceVersion',
            String(syncedGeneration),
          ),
        ],
        remedy: {
          by: 'nobody',
          ...message('await-change'),
          command: describePush(push),
        },
      };
};

const stale: PushCheck = input => {
  const { push, limits, clusterNow } = input;
  const { refreshIntervalMs } = push.spec;
  const refreshedAt = knownTime(push.refreshedAt, clusterNow);
  if (refreshIntervalMs === 0 || refreshedAt === undefined) {
    return undefined;
  }
  const from =
    refreshedAt +
    limits.refreshIntervalFactor * refreshIntervalMs +
    limits.staleGraceMs;
  return isPast(input, from)
    ? {
        state: 'stale',
        since: from,
        summary: message('push-overdue'),
        evidence: [...lastPushFacts(push), ...pushReadyFacts(push)],
        remedy: {
          by: 'platform',
          ...message('check-pushes'),
          command: READ_OPERATOR_LOG,
        },
      }
    : undefined;
};

const synced = ({ push, path }: PushInput): StatedFinding => ({
  state: 'synced',
  since: push.ready?.changedAt,
  summary: message('pushed', { path }),
  evidence: [...lastPushFacts(push), ...pushReadyFacts(push)],
  remedy: { by: 'nobody', ...message('no-action.pushed') },
});

/** In this order, that of `DELIVERY_STATES`: the first that holds decides. */
const CHECKS: readonly PushCheck[] = [
  unknown,
  terminating,
  conflict,
  denied,
  pending,
  storeUnavailable,
  failedPush,
  outdated,
  stale,
];

function warningsOf({ push, storeRecord }: PushInput): DeliveryWarning[] {
  const { ready, spec } = push;
  const isReady = ready?.status === 'True';
  return [
    ...(isReady && ready.message.includes(VALUES_UNCHANGED)
      ? [message('value-not-replaced')]
      : []),
    ...(isReady && spec.refreshIntervalMs === 0
      ? [message('refresh-disabled')]
      : []),
    ...(isReady && storeRecord && storeRecord.ready?.status !== 'True'
      ? [message('store-not-ready', { store: storeRecord.name })]
      : []),
  ] as DeliveryWarning[];
}

/**
 * Derives the state of one push from what is known of the cluster now.
 *
 * Pure: the same input gives the same answer. The operator's words decide a
 * cause only where nothing else does.
 *
 * @public
 */
export function derivePush(input: PushInput): DerivedPush {
  let found: StatedFinding | undefined;
  for (const check of CHECKS) {
    found = check(input);
    if (found) {
      break;
    }
  }
  const {
    cause,
    certainty = 'proven',
    candidates = [],
    ...rest
  } = found ?? synced(input);
  return {
    ...rest,
    ...(cause ? { cause, certainty } : {}),
    candidates,
    warnings: warningsOf(input),
  };
}
