import type {
  ClusterView,
  DeliveriesResponse,
  Message,
  SkippedCluster,
  ObservedKind,
  OpenWord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { parseTime } from './time';

/** One thing that is not known now, and why. */
export interface KnowledgeProblem {
  readonly cluster: string;
  /** undefined: the whole cluster is not observed. */
  readonly kinds?: readonly OpenWord<ObservedKind>[];
  /** undefined: the backend names none. */
  readonly reason?: Message;
  /** When it was last known, in milliseconds by the backend's clock; undefined: never. */
  readonly observedAt?: number;
}

/** How well what the page shows is known. */
export interface Knowledge {
  /** Whether every watch behind the page is up. */
  readonly live: boolean;
  /** When the least known part of it was last known to equal the cluster; undefined: a part of it never was. */
  readonly observedAt?: number;
  readonly problems: readonly KnowledgeProblem[];
  /** Clusters that the configuration names, and that are not observed at all. */
  readonly skipped: readonly SkippedCluster[];
  /** Whether it is known now what arrives: if not, no row does not mean none. */
  readonly complete: boolean;
  /** Clusters whose clock is not the backend's, by so many milliseconds; later where positive. */
  readonly otherClocks: readonly {
    readonly cluster: string;
    readonly offsetMs: number;
  }[];
}

/** Clocks that differ by less need no notice. */
const OTHER_CLOCK_FROM_MS = 30_000;

/** The kinds without which the state of deliveries is unknown. */
const NEEDED_KINDS = [
  'namespaces',
  'clusterexternalsecrets',
  'externalsecrets',
] as const;

function isKnown({ kinds }: ClusterView): boolean {
  return NEEDED_KINDS.every(
    kind =>
      Object.hasOwn(kinds, kind) &&
      kinds[kind].observedAt !== null &&
      kinds[kind].error === null,
  );
}

type KindEntry = [OpenWord<ObservedKind>, ClusterView['kinds'][string]];

const kindsOf = (cluster: ClusterView): KindEntry[] =>
  Object.entries(cluster.kinds);

/** The oldest of the times; undefined when one is missing, or all. */
function oldest(kinds: readonly KindEntry[]): number | undefined {
  const times = kinds.map(([, kind]) => parseTime(kind.observedAt));
  const known = times.filter(time => time !== undefined);
  return known.length === times.length && known.length > 0
    ? Math.min(...known)
    : undefined;
}

function problemsOf(cluster: ClusterView): KnowledgeProblem[] {
  const { name } = cluster;
  const kinds = kindsOf(cluster);
  const failing = kinds.filter(([, kind]) => kind.error);
  if (!cluster.reachable) {
    const reason = failing[0]?.[1].error?.message;
    return [{ cluster: name, reason, observedAt: oldest(kinds) }];
  }
  const byReason = new Map<string, KindEntry[]>();
  for (const entry of failing) {
    const reason = JSON.stringify(entry[1].error?.message);
    byReason.set(reason, [...(byReason.get(reason) ?? []), entry]);
  }
  return [...byReason.values()].map(entries => ({
    cluster: name,
    kinds: entries.map(([kind]) => kind),
    reason: entries[0][1].error?.message,
    observedAt: oldest(entries),
  }));
}

/**
 * How well the clusters are known that the entity's namespaces are in.
 * Clusters that it has nothing to do with do not count.
 */
export function knowledgeOf(response: DeliveriesResponse): Knowledge {
  const bound = new Set(response.bindings.map(binding => binding.cluster));
  return knowledgeOfClusters(
    response.clusters.filter(({ name }) => bound.has(name)),
    response.skippedClusters,
  );
}

/** How well these clusters are known. */
export function knowledgeOfClusters(
  clusters: readonly ClusterView[],
  skipped: readonly SkippedCluster[] = [],
): Knowledge {
  const problems = clusters.flatMap(problemsOf);
  const observedAt = oldest(clusters.flatMap(kindsOf));
  return {
    live: problems.length === 0 && observedAt !== undefined,
    observedAt,
    problems,
    skipped,
    complete: clusters.every(isKnown) && skipped.length === 0,
    otherClocks: clusters.flatMap(({ name, clockOffsetMs }) =>
      clockOffsetMs !== null && Math.abs(clockOffsetMs) >= OTHER_CLOCK_FROM_MS
        ? [{ cluster: name, offsetMs: clockOffsetMs }]
        : [],
    ),
  };
}
