import type {
  Binding,
  ClusterView,
  DeliveriesResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** Where something is: one namespace of one cluster. */
export interface Place {
  readonly cluster: string;
  readonly namespace: string;
}

/** A place's name in the address and as a key: `cluster/namespace`. */
export function placeId({ cluster, namespace }: Place): string {
  return `${cluster}/${namespace}`;
}

const mayExist = ({ exists }: Binding) => exists !== false;

/**
 * The places that there is something to show of, by name. Where there is
 * nothing to show: those that the entity is bound to and that may exist.
 */
export function placesOf({
  bindings,
  deliveries,
  available,
}: DeliveriesResponse): Place[] {
  const shown = [...deliveries, ...available];
  const confirmed = bindings.filter(binding => binding.confirmed);
  // The backend does not tell whether an unconfirmed namespace exists.
  const bound = confirmed.length > 0 ? confirmed : bindings;
  const places = shown.length > 0 ? shown : bound.filter(mayExist);
  const byId = new Map(
    places.map(({ cluster, namespace }) => [
      placeId({ cluster, namespace }),
      { cluster, namespace },
    ]),
  );
  return [...byId.keys()].sort().map(id => byId.get(id)!);
}

/** The displayed name of a cluster: its title, else its name. */
export function clusterTitle(
  name: string,
  clusters: readonly ClusterView[],
): string {
  return clusters.find(cluster => cluster.name === name)?.title ?? name;
}
