import {
  DEFAULT_DELIVERY_LIMITS,
  deriveDelivery,
  DerivedDelivery,
  isEventAbout,
  isSelected,
  NO_RIVALS,
  Observations,
  parseDistribution,
  parseEvent,
  parseExternalSecret,
  parseNamespace,
  parseStore,
  targetOf,
  SecretWriters,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { OBSERVED_KINDS } from '@central-secrets/backstage-plugin-central-secrets-common';
import { DemoCluster } from '../startDemoCluster';

/** The deliveries of the whole cluster as the plugin's own model derives them, by `namespace/name`. */
export function deriveDeliveries(
  demo: DemoCluster,
  now: number,
): Record<string, DerivedDelivery> {
  const { api } = demo;
  const observations = Object.fromEntries(
    OBSERVED_KINDS.map(kind => [kind, { observedAt: now }]),
  ) as Observations;
  const distributions = api
    .list('ClusterExternalSecret')
    .map(parseDistribution);
  const deliveries: Record<string, DerivedDelivery> = {};

  for (const namespace of api.list('Namespace').map(parseNamespace)) {
    const externalSecrets = api
      .list('ExternalSecret', namespace.name)
      .map(parseExternalSecret);
    const writers = new SecretWriters(
      externalSecrets.filter(({ deletedAt }) => deletedAt === undefined),
    );
    const events = api
      .list('Event', namespace.name)
      .map(parseEvent)
      .sort((left, right) => right.lastAt - left.lastAt);
    const derive = (
      name: string,
      distribution?: (typeof distributions)[number],
    ) => {
      const externalSecret = externalSecrets.find(one => one.name === name);
      const spec = (externalSecret ?? distribution)!.spec;
      const stores = spec.stores.flatMap(
        store =>
          api.find({
            kind: store.kind,
            name: store.name,
            namespace:
              store.kind === 'SecretStore' ? namespace.name : undefined,
          }) ?? [],
      );
      return deriveDelivery({
        now,
        clusterNow: now,
        cluster: 'demo',
        limits: DEFAULT_DELIVERY_LIMITS,
        observations,
        namespace,
        distribution,
        externalSecret,
        stores: stores.map(parseStore),
        events: events.filter(
          event => externalSecret && isEventAbout(event, externalSecret),
        ),
        rivals: externalSecret
          ? writers.rivalsOf(targetOf(name, externalSecret.spec), name)
          : NO_RIVALS,
      });
    };
    for (const distribution of distributions) {
      const { externalSecretName } = distribution;
      const child = externalSecrets.find(
        one => one.owner?.uid === distribution.uid,
      );
      const isHeld = namespace.finalizers.some(finalizer =>
        finalizer.endsWith(`/ces-${distribution.name}`),
      );
      if (isSelected(distribution, namespace) || child || isHeld) {
        deliveries[`${namespace.name}/${distribution.name}`] = derive(
          externalSecretName,
          distribution,
        );
      }
    }
    for (const { name, owner } of externalSecrets) {
      if (!owner) {
        deliveries[`${namespace.name}/declared:${name}`] = derive(name);
      }
    }
  }
  return deliveries;
}
