import {
  Certainty,
  ClusterNotice,
  message,
  Message,
  NoticeCode,
  ObservedKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DeliveryLimits,
  enableReconciler,
  isNeverReconciled,
  judgeStore,
  Remedy,
  StoreRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { isFresh } from '../inventory/observation';
import { instant, toMessage, toRemedy } from '../wire';
import { findSharedFault } from './sharedFaults';
import { isCounted, WatchedCluster } from './toDistribution';

/**
 * From this many late copies on, and this share of all, their lateness is one
 * fault of the operator and told once. A few that are late have reasons of their
 * own (upstream issue 6053), and stand in their distributions' rows.
 */
const LATE_FROM_COPIES = 20;
const LATE_FROM_SHARE = 0.1;

const OPERATOR_LOG =
  'kubectl -n external-secrets logs deployment/external-secrets --tail=100';

/** A notice before it is in the contract's form. */
interface Found {
  readonly text: Message<NoticeCode>;
  readonly reason?: Message<any>;
  readonly certainty: Certainty;
  readonly remedy: Remedy;
}

/** The moment of an answer, by our clock, and what counts as old. */
interface Moment {
  readonly now: number;
  readonly limits: DeliveryLimits;
}

/**
 * The faults of a cluster that many of its deliveries have in common, each once.
 * Costs nothing for each delivery: everything is counted already.
 */
export function toNotices(
  watched: WatchedCluster,
  moment: Moment,
): ClusterNotice[] {
  const { cluster } = watched;
  const found = [
    ...ignoredKinds(watched, moment),
    ...storeFaults(watched, moment),
    ...lateness(watched, moment),
  ];
  return found.map(({ text, reason, certainty, remedy }) => ({
    cluster: cluster.name,
    ...toMessage(text),
    reason: reason ? toMessage(reason) : null,
    certainty,
    remedy: toRemedy(remedy),
  }));
}

function isKnown(
  { cluster }: WatchedCluster,
  kind: ObservedKind,
  { now, limits }: Moment,
): boolean {
  const observation = cluster.observations()[kind];
  return isFresh(observation, now, limits.observationMaxAgeMs);
}

/** From a time by the cluster's clock to one by ours, as the contract has it. */
function ourInstant({ cluster }: WatchedCluster, time: number): string {
  return instant(time - (cluster.clockOffsetMs() ?? 0))!;
}

function ignoredKinds(watched: WatchedCluster, moment: Moment): Found[] {
  const { cluster } = watched;
  const clusterNow = moment.now + (cluster.clockOffsetMs() ?? 0);
  return (
    [
      ['clusterexternalsecrets', 'ClusterExternalSecret'],
      ['clustersecretstores', 'ClusterSecretStore'],
    ] as const
  ).flatMap(([kind, title]): Found[] => {
    const since = cluster.neverReconciledSince(kind);
    const neverReconciledSince = { [kind]: since };
    return since !== undefined &&
      isKnown(watched, kind, moment) &&
      isNeverReconciled({ clusterNow, neverReconciledSince }, kind)
      ? [
          {
            text: message('never-reconciled', {
              kind: title,
              at: ourInstant(watched, since),
            }),
            certainty: 'likely',
            remedy: enableReconciler(kind),
          },
        ]
      : [];
  });
}

function storeFaults(watched: WatchedCluster, moment: Moment): Found[] {
  const { cluster } = watched;
  if (
    !isCounted(watched) ||
    !isKnown(watched, 'clustersecretstores', moment) ||
    // Told once, for all of them.
    cluster.neverReconciledSince('clustersecretstores') !== undefined
  ) {
    return [];
  }
  return cluster
    .clusterStores()
    .flatMap(store => storeFault(watched, store, moment) ?? []);
}

function storeFault(
  watched: WatchedCluster,
  record: StoreRecord,
  { now }: Moment,
): Found | undefined {
  const { cluster } = watched;
  const fault = findSharedFault(watched, record);
  if (!fault) {
    return undefined;
  }
  const { failing, total, isSuspected } = fault;
  const store = `ClusterSecretStore ${record.name}`;
  const clusterNow = now + (cluster.clockOffsetMs() ?? 0);
  const judged = judgeStore(record, cluster.warningAbout(record), clusterNow);
  if (isSuspected) {
    return {
      text: message('store-suspected', {
        store,
        total,
        at: ourInstant(watched, fault.since ?? clusterNow),
      }),
      reason: judged.summary,
      certainty: 'likely',
      remedy: judged.remedy ?? {
        by: 'platform',
        ...message('check-provider', { store }),
      },
    };
  }
  const { since } = judged;
  const at = since === undefined ? undefined : ourInstant(watched, since);
  return {
    text: storeDown(store, { failing, total, at }),
    reason: judged.cause ? judged.summary : undefined,
    certainty: 'proven',
    remedy: judged.remedy!,
  };
}

function storeDown(
  store: string,
  counts: { failing: number; total: number; at: string | undefined },
): Message<NoticeCode> {
  const { failing, total, at } = counts;
  if (at === undefined) {
    return message('store-down.undated', { store, failing, total });
  }
  return failing === total
    ? message('store-down', { store, count: total, at })
    : message('store-down.partly', { store, failing, total, at });
}

function lateness(watched: WatchedCluster, moment: Moment): Found[] {
  const { late, delivered, oldestDue } = watched.states.refreshes;
  if (
    !isCounted(watched) ||
    !isKnown(watched, 'externalsecrets', moment) ||
    oldestDue === undefined ||
    late < Math.max(LATE_FROM_COPIES, LATE_FROM_SHARE * delivered)
  ) {
    return [];
  }
  const at = ourInstant(watched, oldestDue);
  const isAll = late === delivered;
  return [
    {
      text: isAll
        ? message('operator-behind.all', { total: delivered, at })
        : message('operator-behind', { late, total: delivered, at }),
      certainty: 'likely',
      remedy: {
        by: 'platform',
        ...message(isAll ? 'check-operator' : 'speed-up-operator'),
        command: OPERATOR_LOG,
      },
    },
  ];
}
