import type {
  Binding,
  ClusterView,
  DeliveriesResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { placeId } from './places';

/** Why a namespace shows nothing, the least known first. */
export const PROBLEMS = [
  'unseen',
  'outside',
  'unconfirmed',
  'missing',
] as const;

/**
 * The reason why a namespace shows nothing, and whether it gets a notice of its
 * own. `elsewhere`: it is not confirmed in this cluster, or does not exist
 * there, while another cluster confirms it; that may well be intended. The
 * words are the texts `binding.<problem>`.
 */
export interface BindingNotice {
  readonly binding: Binding;
  readonly problem: (typeof PROBLEMS)[number] | 'elsewhere';
  /** Backstage reads only some namespaces of the cluster: this may not be one of them. */
  readonly isPartial?: boolean;
}

/**
 * The namespaces of which something has to be said. Nothing is said of a
 * cluster that merely has no namespace of that name while another one has it,
 * nor of a namespace that shows its deliveries although it is not seen now.
 */
export function bindingNoticesOf(
  response: Pick<DeliveriesResponse, 'bindings' | 'deliveries' | 'clusters'>,
): BindingNotice[] {
  const { bindings, deliveries, clusters } = response;
  const shown = new Set(deliveries.map(placeId));
  const found = new Set(
    bindings.filter(({ exists }) => exists).map(({ namespace }) => namespace),
  );
  return bindings.flatMap((binding): BindingNotice[] => {
    const cluster = clusters.find(({ name }) => name === binding.cluster);
    // Whether an unconfirmed namespace exists is not told either.
    if (isUnconfirmed(binding, cluster)) {
      const isElsewhere = bindings.some(
        other => other.confirmed && other.namespace === binding.namespace,
      );
      const isPartial = cluster?.namespaces !== undefined;
      return [
        isElsewhere
          ? { binding, problem: 'elsewhere' }
          : { binding, problem: 'unconfirmed', isPartial },
      ];
    }
    if (binding.exists === null) {
      const isShown = shown.has(placeId(binding));
      if (isShown) {
        return [];
      }
      const isOutside =
        cluster?.namespaces && !cluster.namespaces.includes(binding.namespace);
      return [{ binding, problem: isOutside ? 'outside' : 'unseen' }];
    }
    if (!binding.exists) {
      const isElsewhere = found.has(binding.namespace);
      return isElsewhere ? [] : [{ binding, problem: 'missing' }];
    }
    return binding.confirmed ? [] : [{ binding, problem: 'unconfirmed' }];
  });
}

/**
 * Whether a namespace could confirm the binding, as far as the backend tells.
 */
function isUnconfirmed(
  { confirmed, confirmWith, exists }: Binding,
  cluster: ClusterView | undefined,
): boolean {
  if (confirmed) {
    return false;
  }
  // Where no command could confirm it, only a cluster that is observed tells
  // it from one that is not.
  return (
    confirmWith !== null ||
    (exists === null && cluster !== undefined && isObserved(cluster))
  );
}

function isObserved({ kinds: { namespaces } }: ClusterView): boolean {
  return namespaces.observedAt !== null && namespaces.error === null;
}
