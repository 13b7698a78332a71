import { DeliveriesResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Target } from './judgeDelivery';

/**
 * Each of these distributions in each confirmed namespace of the entity, or in
 * those that are meant. A namespace that an entity only names is not its own.
 */
export function targetsIn(
  { bindings }: Pick<DeliveriesResponse, 'bindings'>,
  wanted: {
    readonly distributions: readonly string[];
    readonly cluster?: string;
    readonly namespace?: string;
  },
): Target[] {
  return bindings
    .filter(
      ({ confirmed, cluster, namespace }) =>
        confirmed &&
        cluster === (wanted.cluster ?? cluster) &&
        namespace === (wanted.namespace ?? namespace),
    )
    .flatMap(({ cluster, namespace }) =>
      wanted.distributions.map(distribution => ({
        cluster,
        namespace,
        distribution,
      })),
    );
}
