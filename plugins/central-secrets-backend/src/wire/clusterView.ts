import {
  ClusterView,
  OBSERVED_KINDS,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  HubIndexPage,
  isRefusal,
  Observation,
  Observations,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { mergeObservations } from '../inventory/observation';
import { ClusterInventory } from '../inventory';
import { isByNamespace } from '../kubernetes';
import { toMessage } from './messageView';
import { instant } from './wire';

/**
 * How well a cluster is known now, in the contract's form: per kind, with its
 * age, error and count.
 *
 * @param within - the only namespaces that the asking user may see; where the
 * cluster is observed as a whole they make no difference
 */
export function toClusterView(
  cluster: ClusterInventory,
  within?: readonly string[],
): ClusterView {
  const observations = observationsIn(cluster, within);
  const namespaces = cluster.namespaces?.filter(
    name => !within || within.includes(name),
  );
  const kinds = Object.fromEntries(
    OBSERVED_KINDS.map(kind => {
      return [kind, toKnownKind(observations[kind], cluster.count(kind))];
    }),
  ) as ClusterView['kinds'];
  return {
    name: cluster.name,
    title: cluster.title ?? null,
    reachable: OBSERVED_KINDS.some(kind => answers(observations[kind])),
    writable: cluster.writable,
    ...(namespaces && { namespaces }),
    clockOffsetMs: cluster.clockOffsetMs() ?? null,
    // Of the hub, which an entity's answer does not speak of.
    ...(within ? {} : { hubIndex: toHubIndexView(cluster) }),
    kinds,
  };
}

/** How well a kind is known, in the contract's form. */
export function toKnownKind(
  { observedAt, error }: Observation,
  count: number | undefined,
): ClusterView['kinds'][string] {
  return {
    observedAt: instant(observedAt),
    error: error
      ? { code: error.code, message: toMessage(error.message) }
      : null,
    // A kind that cannot be read may have any number by now.
    count: isRefusal(error) ? null : count ?? null,
  };
}

function toHubIndexView(cluster: ClusterInventory): ClusterView['hubIndex'] {
  const known = cluster.hubIndex();
  if (!known) {
    return null;
  }
  const { head, pages } = known.index;
  const aheadMs = cluster.clockOffsetMs() ?? 0;
  const sum = (count: (page: HubIndexPage) => number) =>
    pages.reduce((total, page) => total + count(page), 0);
  return {
    updatedAt: new Date(head.observedAt - aheadMs).toISOString(),
    current: known.isCurrent,
    entries: sum(({ sources }) => sources.length),
    leftOut: sum(({ leftOut, unreadable }) => leftOut + unreadable),
  };
}

function observationsIn(
  cluster: ClusterInventory,
  within: readonly string[] | undefined,
): Observations {
  if (!cluster.namespaces || !within) {
    return cluster.observations();
  }
  if (within.length === 0) {
    return withoutNames(cluster.observations());
  }
  const parts = within.map(
    namespace => [namespace, cluster.observations(namespace)] as const,
  );
  return Object.fromEntries(
    OBSERVED_KINDS.map(kind => [
      kind,
      mergeObservations(
        new Map(parts.map(([namespace, of]) => [namespace, of[kind]])),
      ),
    ]),
  ) as Observations;
}

/** The error of a kind names the namespaces where it occurs. */
function withoutNames(observations: Observations): Observations {
  return Object.fromEntries(
    OBSERVED_KINDS.map(kind => {
      const { error, ...known } = observations[kind];
      return [
        kind,
        error && isByNamespace(kind)
          ? {
              ...known,
              error: {
                code: error.code,
                message: message('in-some-namespaces'),
              },
            }
          : observations[kind],
      ];
    }),
  ) as Observations;
}

/** Whether the API server answers for this kind now, be it with a refusal. */
function answers({ observedAt, error }: Observation): boolean {
  return isRefusal(error) || (!error && observedAt !== undefined);
}
