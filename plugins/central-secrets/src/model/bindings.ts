import type {
  Binding,
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

/** A namespace that shows nothing, and why. The words are the texts `binding.<problem>`. */
export interface BindingNotice {
  readonly binding: Binding;
  readonly problem: (typeof PROBLEMS)[number];
}

/**
 * The namespaces of which something has to be said. Nothing is said of a
 * cluster that merely has no namespace of that name while another one has it,
 * nor of a namespace that shows its deliveries although it is not seen now.
 */
export function bindingNoticesOf({
  bindings,
  deliveries,
  clusters,
}: DeliveriesResponse): BindingNotice[] {
  const shown = new Set(deliveries.map(placeId));
  const found = new Set(
    bindings.filter(({ exists }) => exists).map(({ namespace }) => namespace),
  );
  return bindings.flatMap((binding): BindingNotice[] => {
    // Whether an unconfirmed namespace exists is not told either.
    if (!binding.confirmed && binding.confirmWith !== null) {
      return [{ binding, problem: 'unconfirmed' }];
    }
    if (binding.exists === null) {
      const isShown = shown.has(placeId(binding));
      if (isShown) {
        return [];
      }
      const cluster = clusters.find(({ name }) => name === binding.cluster);
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
