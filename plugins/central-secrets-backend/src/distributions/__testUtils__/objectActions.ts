import {
  BUILT_STORE,
  Change,
  childOf,
  clusterSecretStore,
  distribution,
  externalSecret,
  failedStatus,
  namespace,
  RawObject,
  syncedStatus,
  updateFailedEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import fc from 'fast-check';
import { Action, aMoment, timeOf, World } from './World';

const aNamespace = fc.constantFrom('app', 'shop', 'team');
const aName = fc.constantFrom('oauth', 'registry', 'mail');
const aStore = fc.constantFrom(BUILT_STORE, 'other-store');

const labelsArbitrary = fc.dictionary(
  fc.constantFrom('secrets/oauth', 'secrets/registry', 'secrets/mail', 'team'),
  fc.constantFrom('true', 'false'),
  { maxKeys: 3, noNullPrototype: true },
);

const selectorArbitrary = fc.oneof(
  {
    weight: 4,
    arbitrary: aName.map(name => ({
      matchLabels: { [`secrets/${name}`]: 'true' },
    })),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      matchExpressions: fc.array(
        fc.record({
          key: fc.constantFrom('secrets/oauth', 'team', 'secrets/mail'),
          operator: fc.constantFrom(
            'In',
            'NotIn',
            'Exists',
            'DoesNotExist',
            'Is',
          ),
          values: fc.constantFrom(['true'], ['true', 'false'], []),
        }),
        { maxLength: 2 },
      ),
    }),
  },
);

const putNamespace: fc.Arbitrary<Action> = fc
  .record({
    name: aNamespace,
    labels: labelsArbitrary,
    finalizers: fc.uniqueArray(aName, { maxLength: 1 }),
    isGoing: fc.boolean(),
    createdAt: aMoment,
  })
  .map(
    ({ name, labels, finalizers, isGoing, createdAt }) =>
      world =>
        world.cluster.put(
          namespace(name, {
            metadata: {
              labels,
              creationTimestamp: timeOf(world, createdAt),
              finalizers: finalizers.map(
                each => `externalsecrets.external-secrets.io/ces-${each}`,
              ),
              ...(isGoing && finalizers.length > 0
                ? { deletionTimestamp: timeOf(world, createdAt) }
                : {}),
            },
          }),
        ),
  );

const putDistribution: fc.Arbitrary<Action> = fc
  .record({
    name: aName,
    selectors: fc.array(selectorArbitrary, { maxLength: 2 }),
    externalSecretName: fc.option(aName, { nil: undefined }),
    storeName: aStore,
    isGoing: fc.nat({ max: 9 }).map(each => each === 0),
    failed: fc.option(
      fc.record({
        namespace: fc.oneof(aNamespace, fc.constant('unknown')),
        reason: fc.constantFrom(
          'external secret already exists in namespace',
          'failed to convert label selector: x',
          'could not create or update ExternalSecret: x',
        ),
      }),
      { nil: undefined },
    ),
  })
  .map(
    each => world =>
      world.cluster.put(
        distribution(each.name, {
          metadata: each.isGoing
            ? { deletionTimestamp: timeOf(world, -5) }
            : {},
          spec: {
            ...(each.externalSecretName
              ? { externalSecretName: each.externalSecretName }
              : {}),
            namespaceSelectors: each.selectors as never,
            externalSecretSpec: { secretStoreRef: { name: each.storeName } },
          },
          status: {
            failedNamespaces: each.failed ? [each.failed as never] : [],
          },
        }),
      ),
  );

const statusArbitrary: fc.Arbitrary<(world: World) => RawObject> = fc
  .tuple(fc.nat({ max: 5 }), aMoment)
  .map(([which, moment]) => world => {
    const at = timeOf(world, moment);
    const synced = syncedStatus('oauth', at);
    return (
      [
        {},
        synced,
        synced,
        { ...synced, syncedResourceVersion: '0-x' },
        failedStatus('could not get secret data from provider', at),
        failedStatus('target is owned by another ExternalSecret', at),
      ] as RawObject[]
    )[which];
  });

const putExternalSecret: fc.Arbitrary<Action> = fc
  .record({
    inNamespace: aNamespace,
    name: aName,
    owner: fc.option(aName, { nil: undefined }),
    target: aName,
    creationPolicy: fc.constantFrom('Owner', 'Merge', 'Orphan', 'None'),
    refreshInterval: fc.constantFrom('0s', '10s', '1h'),
    storeName: aStore,
    status: statusArbitrary,
    createdAt: aMoment,
    isGoing: fc.nat({ max: 9 }).map(each => each === 0),
  })
  .map(each => world => {
    const change: Change = {
      metadata: {
        name: each.name,
        creationTimestamp: timeOf(world, each.createdAt),
        ...(each.isGoing ? { deletionTimestamp: timeOf(world, -1) } : {}),
      },
      spec: {
        refreshInterval: each.refreshInterval,
        secretStoreRef: { name: each.storeName },
        target: { name: each.target, creationPolicy: each.creationPolicy },
      },
      status: each.status(world),
    };
    world.cluster.put(
      each.owner
        ? childOf(distribution(each.owner), each.inNamespace, change)
        : externalSecret(each.name, each.inNamespace, change),
    );
  });

/** Puts a copy as the operator makes it, synced lately. */
const putCopy: fc.Arbitrary<Action> = fc
  .record({
    inNamespace: aNamespace,
    name: aName,
    refreshInterval: fc.constantFrom('10s', '1h'),
    generation: fc.constantFrom(1, 1, 1, 2),
    syncedAt: aMoment,
  })
  .map(
    each => world =>
      world.cluster.put(
        childOf(distribution(each.name), each.inNamespace, {
          metadata: { generation: each.generation },
          spec: { refreshInterval: each.refreshInterval },
          status: syncedStatus(each.name, timeOf(world, each.syncedAt)),
        }),
      ),
  );

const putStore: fc.Arbitrary<Action> = fc
  .record({
    name: aStore,
    isReady: fc.boolean(),
    conditions: fc.constantFrom([], [{ namespaces: ['app'] }]),
    controller: fc.constantFrom(undefined, 'mine'),
  })
  .map(
    ({ name, isReady, conditions, controller }) =>
      ({ cluster }) =>
        cluster.put(
          clusterSecretStore(name, {
            spec: {
              conditions: conditions as never,
              ...(controller ? { controller } : {}),
            },
            status: {
              conditions: [
                { type: 'Ready', status: isReady ? 'True' : 'False' },
              ],
            },
          }),
        ),
  );

const putEvent: fc.Arbitrary<Action> = fc
  .tuple(
    aNamespace,
    aName,
    fc.constantFrom(
      'secrets "x" not found',
      'SecretStore "s" is not ready',
      'denied by spec.condition',
    ),
  )
  .map(
    ([inNamespace, name, message]) =>
      world =>
        world.cluster.put(
          updateFailedEvent(externalSecret(name, inNamespace), message, {
            lastTimestamp: timeOf(world, 0),
          }),
        ),
  );

const remove: fc.Arbitrary<Action> = fc
  .tuple(fc.nat({ max: 3 }), aNamespace, aName, aStore)
  .map(
    ([which, inNamespace, name, store]) =>
      ({ cluster }) =>
        cluster.remove(
          [
            namespace(inNamespace),
            distribution(name),
            externalSecret(name, inNamespace),
            clusterSecretStore(store),
          ][which],
        ),
  );

/** Changes of one object: three distributions, three namespaces, two stores. */
export const objectAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: putNamespace },
  { weight: 3, arbitrary: putDistribution },
  { weight: 4, arbitrary: putCopy },
  { weight: 3, arbitrary: putExternalSecret },
  { weight: 2, arbitrary: putStore },
  { weight: 2, arbitrary: putEvent },
  { weight: 2, arbitrary: remove },
);
