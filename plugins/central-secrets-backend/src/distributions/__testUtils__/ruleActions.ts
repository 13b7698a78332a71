import { OBSERVED_KINDS } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BUILT_AT,
  clusterSecretStore,
  distribution,
  namespace,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import fc from 'fast-check';
import { FakeClusterInventory } from '../../__testUtils__';

/** A test's action on the cluster. */
export type Action = (cluster: FakeClusterInventory) => void;

const aName = fc.constantFrom('oauth', 'registry', 'mail');
const aNamespace = fc.constantFrom('app', 'shop', 'kube-system');
const aStore = fc.constantFrom('central-secret-store', 'other-store');
const labels = fc.dictionary(
  fc.constantFrom('secrets/oauth', 'secrets/registry', 'secrets/mail', 'team'),
  fc.constantFrom('true', 'x'),
  { maxKeys: 3, noNullPrototype: true },
);

const putDistribution: fc.Arbitrary<Action> = fc
  .record({
    name: aName,
    selectors: fc.array(
      fc.oneof(
        aName.map(name => ({ matchLabels: { [`secrets/${name}`]: 'true' } })),
        fc.constantFrom(
          {},
          { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] },
          { matchExpressions: [{ key: 'team', operator: 'Exists' }] },
          { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
        ),
      ),
      { maxLength: 2 },
    ),
    externalSecretName: fc.option(aName, { nil: undefined }),
    target: aName,
    storeName: fc.oneof(aStore, fc.constant('nowhere')),
    template: fc.option(fc.constantFrom('{{ .token }}', '{{ }}', 'fixed'), {
      nil: undefined,
    }),
    offer: fc.constantFrom(
      {},
      { 'central-secrets/self-service': 'true' },
      { 'central-secrets/self-service': 'yes' },
      {
        'central-secrets/self-service': 'true',
        'central-secrets/allowed-owners': 'group:default/team',
      },
    ),
    refreshInterval: fc.constantFrom('100ms', '1h'),
    second: fc.nat({ max: 3 }),
    status: fc.nat({ max: 1 }),
  })
  .map(
    each => cluster =>
      cluster.put(
        distribution(each.name, {
          metadata: {
            annotations: each.offer,
            creationTimestamp: new Date(
              Date.parse(BUILT_AT) + each.second * 1_000,
            ).toISOString(),
          },
          spec: {
            ...(each.externalSecretName
              ? { externalSecretName: each.externalSecretName }
              : {}),
            namespaceSelectors: each.selectors as never,
            externalSecretSpec: {
              refreshInterval: each.refreshInterval,
              secretStoreRef: { name: each.storeName },
              target: {
                name: each.target,
                ...(each.template === undefined
                  ? {}
                  : { template: { data: { password: each.template } } }),
              },
            },
          },
          status: { provisionedNamespaces: each.status ? ['app'] : [] },
        }),
      ),
  );

/**
 * Changes of the rules' inputs: three distributions, three namespaces, two
 * stores.
 */
export const ruleAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: putDistribution },
  {
    weight: 3,
    arbitrary: fc.tuple(aNamespace, labels).map(
      ([name, given]): Action =>
        cluster =>
          cluster.put(namespace(name, { metadata: { labels: given } })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        name: aStore,
        conditions: fc.constantFrom([], [{ namespaces: ['app'] }]),
        isReady: fc.boolean(),
      })
      .map(
        ({ name, conditions, isReady }): Action =>
          cluster =>
            cluster.put(
              clusterSecretStore(name, {
                spec: { conditions: conditions as never },
                status: {
                  conditions: [
                    { type: 'Ready', status: isReady ? 'True' : 'False' },
                  ],
                },
              }),
            ),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat({ max: 2 }), aName, aNamespace, aStore).map(
      ([which, name, inNamespace, store]): Action =>
        cluster =>
          cluster.remove(
            [
              distribution(name),
              namespace(inNamespace),
              clusterSecretStore(store),
            ][which],
          ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...OBSERVED_KINDS), fc.boolean()).map(
      ([kind, isKnown]): Action =>
        cluster =>
          cluster.observe(
            isKnown ? { observedAt: Date.parse(BUILT_AT) } : {},
            kind,
          ),
    ),
  },
);
