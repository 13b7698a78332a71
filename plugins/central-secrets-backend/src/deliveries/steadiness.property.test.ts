import {
  OBSERVED_KINDS,
  ObservedKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BUILT_AT,
  Change,
  childOf,
  clusterSecretStore,
  distribution,
  externalSecret,
  failedStatus,
  merge,
  namespace,
  RawObject,
  secretStore,
  syncedStatus,
  updateFailedEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import fc from 'fast-check';
import { failOnLeaks } from '@central-secrets/dev-tools';
import { Happening } from '../__testUtils__/ScriptedApiServer';
import { watchDeliveries } from './__testUtils__/watchDeliveries';

failOnLeaks();

jest.setTimeout(120_000);
/** Longer than any delay after a watch was lost for as long as below. */
const LONG_MS = 20_000;

/**
 * The operator's writes, one after another; the kinds of one change are written
 * in this order.
 */
interface Course {
  readonly before: readonly Happening[];
  readonly then: readonly Happening[];
  /** The states that may be passed through, in this order; the last one is reached. */
  readonly passes: readonly string[];
}

/** The objects of one delivery, made at a time (milliseconds since the epoch). */
function delivery(time: number) {
  const second = new Date(Math.floor(time / 1_000) * 1_000).toISOString();
  const made = { metadata: { creationTimestamp: second } };
  const finalizers = ['externalsecrets.external-secrets.io/ces-oauth'];
  const oauth = distribution('oauth', made);
  const silent = namespace('app', made);
  const asking = merge(silent, {
    metadata: { labels: { 'secrets/oauth': 'true' } },
  });
  const copy = childOf(oauth, 'app', made);
  const synced = merge(copy, { status: syncedStatus('oauth', second) });
  const going = { metadata: { deletionTimestamp: second } };
  const on = (kind: ObservedKind, object: RawObject, change: Change = {}) =>
    ({ kind, object: merge(object, change) } as const);
  const event = (reason: string) =>
    on('events', updateFailedEvent(copy, reason), {
      metadata: { ...made.metadata, name: `oauth.${reason}` },
      reason,
      type: 'Normal',
      lastTimestamp: second,
    });
  const provisioned = [{ type: 'Ready', status: 'True' }];

  return {
    store: on('clustersecretstores', clusterSecretStore()),
    oauth: on('clusterexternalsecrets', oauth),
    silent: on('namespaces', silent),
    asking: on('namespaces', asking),
    /** The operator's reaction. */
    delivered: [
      on('namespaces', asking, { metadata: { finalizers } }),
      on('externalsecrets', copy),
      on('clusterexternalsecrets', oauth, {
        status: { conditions: provisioned, provisionedNamespaces: ['app'] },
      }),
      event('Created'),
      on('externalsecrets', synced),
      event('Updated'),
      on('clustersecretstores', clusterSecretStore()),
    ],
    /** The request is taken back, and what the operator then does. */
    givenBack: [
      on('namespaces', silent, { metadata: { finalizers } }),
      on('externalsecrets', synced, going),
      { ...on('externalsecrets', synced, going), isGone: true },
      on('clusterexternalsecrets', oauth, {
        status: { conditions: provisioned, provisionedNamespaces: [] },
      }),
      event('Deleted'),
    ],
  };
}
const EARLIER = delivery(Date.parse(BUILT_AT));

/** Courses of events by the last event, which completes the delivery. */
const COURSES: Record<string, (now: number) => Course> = {
  'the label': now => ({
    before: [EARLIER.store, EARLIER.oauth, EARLIER.silent],
    then: [EARLIER.asking, ...delivery(now).delivered],
    passes: ['not-requested', 'pending', 'synced'],
  }),
  'the namespace': now => ({
    before: [EARLIER.store, EARLIER.oauth],
    then: [delivery(now).asking, ...delivery(now).delivered],
    passes: ['pending', 'synced'],
  }),
  'the distribution': now => ({
    before: [EARLIER.store, EARLIER.asking],
    then: [delivery(now).oauth, ...delivery(now).delivered],
    passes: ['pending', 'synced'],
  }),
  'its being given back': now => ({
    before: [
      EARLIER.store,
      EARLIER.oauth,
      EARLIER.asking,
      ...EARLIER.delivered,
    ],
    then: delivery(now).givenBack,
    passes: ['synced', 'pending', 'orphaned', 'not-requested'],
  }),
};

/** A distribution whose store is its namesake, and its copy in `app`. */
function copied(name: string, status: Change, source?: string): Happening[] {
  const offer = distribution(name, {
    spec: { externalSecretSpec: { secretStoreRef: { name } } },
  });
  const copy = childOf(offer, 'app', { status });
  return [
    { kind: 'clusterexternalsecrets', object: offer },
    { kind: 'externalsecrets', object: copy },
    ...(source
      ? [{ kind: 'events', object: updateFailedEvent(copy, source) } as const]
      : []),
  ];
}

const FAILED = failedStatus('could not get secret data from provider');
const LABELS = [
  'synced',
  'failed',
  'denied',
  'denied-since',
  'down',
  'pending',
];

/** One delivery in each state that does not depend on the time. */
const PLATFORM: readonly Happening[] = [
  ...copied('synced', syncedStatus('synced')),
  ...copied('failed', FAILED, 'secrets "x" not found'),
  ...copied('denied', FAILED, 'denied by spec.condition'),
  ...copied('denied-since', syncedStatus('denied-since')),
  ...copied('down', FAILED, 'ClusterSecretStore "down" is not ready'),
  ...copied('orphaned', syncedStatus('orphaned')),
  ...copied('without-distribution', syncedStatus('x')).slice(1),
  { kind: 'clusterexternalsecrets', object: distribution('pending') },
  { kind: 'clusterexternalsecrets', object: distribution('silent') },
  {
    kind: 'namespaces',
    object: namespace('app', {
      metadata: {
        labels: Object.fromEntries(
          LABELS.map(name => [`secrets/${name}`, 'true']),
        ),
      },
    }),
  },
  ...['synced', 'failed', 'orphaned', 'without-distribution'].map(
    name =>
      ({
        kind: 'clustersecretstores',
        object: clusterSecretStore(name),
      } as const),
  ),
  ...['denied', 'denied-since'].map(
    name =>
      ({
        kind: 'clustersecretstores',
        object: clusterSecretStore(name, {
          spec: { conditions: [{ namespaces: ['other'] }] },
        }),
      } as const),
  ),
  {
    kind: 'clustersecretstores',
    object: clusterSecretStore('down', { status: { conditions: [] } }),
  },
  EARLIER.store,
  {
    kind: 'externalsecrets',
    object: externalSecret('own', 'app', {
      spec: { secretStoreRef: { kind: 'SecretStore', name: 'own' } },
      status: FAILED,
    }),
  },
  {
    kind: 'secretstores',
    object: secretStore('own', 'app', { status: { conditions: [] } }),
  },
];

const PLATFORM_STATES = {
  'app/synced': ['synced'],
  'app/failed': ['failed: source-missing'],
  'app/denied': ['denied'],
  'app/denied-since': ['denied'],
  'app/down': ['store-unavailable'],
  'app/orphaned': ['orphaned'],
  'app/without-distribution': ['orphaned'],
  'app/own': ['store-unavailable'],
  'app/pending': ['pending'],
  'app/silent': ['not-requested'],
};

/** The events on the watch of one kind. `show`: it delivers the next change. */
const STEPS = ['show', 'show', 'show', 'cut', 'expire', 'lose'] as const;

const step = fc.record({
  what: fc.constantFrom(...STEPS),
  kind: fc.constantFrom(...OBSERVED_KINDS),
  // All within two seconds, the least that `mayLack` allows for.
  thenMs: fc.integer({ min: 0, max: 80 }),
});

function isSubsequence(some: readonly string[], all: readonly string[]) {
  let from = 0;
  return some.every(each => {
    from = all.indexOf(each, from) + 1;
    return from > 0;
  });
}

/** A world in which things have been as they are for a minute, by the cluster's clock and by ours. */
async function settledWorld(
  happenings: readonly Happening[],
  namespaces: readonly string[] | undefined,
) {
  const world = watchDeliveries(namespaces);
  await world.advance(60_000);
  world.server.happen(...happenings);
  world.server.showAll();
  return world;
}

describe.each([
  { reader: 'everything', namespaces: undefined, numRuns: 100 },
  // The namespaces themselves it cannot watch, but look at now and then.
  { reader: 'some namespaces alone', namespaces: ['app'], numRuns: 50 },
])(
  'the states of a delivery, to a reader of $reader,',
  ({ namespaces, numRuns }) => {
    it.each(Object.entries(COURSES))(
      'are passed through in their order, and none other, in whatever order the watches tell of %s and what follows from it',
      async (_, course) => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(step, { minLength: 12, maxLength: 25 }),
            fc.integer({ min: 0, max: 12_000 }),
            async (steps, lostMs) => {
              const world = await settledWorld(course(0).before, namespaces);
              const { server } = world;
              world.start();
              await world.advance(60_000);
              world.forget();

              const { then, passes } = course(world.now());
              server.happen(...then);
              for (const { what, kind, thenMs } of steps) {
                server[what](kind);
                await world.advance(thenMs);
              }
              server.showAll();
              await world.advance(lostMs);
              OBSERVED_KINDS.forEach(kind => server.find(kind));
              await world.advance(LONG_MS);
              await world.stop();

              const states = world.passed()['app/oauth'];
              expect(states.at(-1)).toBe(passes.at(-1));
              expect({ states, right: isSubsequence(states, passes) }).toEqual({
                states,
                right: true,
              });
            },
          ),
          { numRuns },
        );
      },
    );

    it('are unknown and then what they are, and none other, in whatever order a backend that starts learns of the kinds', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray([...OBSERVED_KINDS], { minLength: 6 }),
          fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 6 }),
          async (order, thenMs) => {
            const world = await settledWorld(PLATFORM, namespaces);
            OBSERVED_KINDS.forEach(kind => world.server.lose(kind));
            world.start();
            for (const [index, kind] of order.entries()) {
              world.server.find(kind);
              await world.advance(thenMs[index]);
            }
            await world.advance(LONG_MS);
            await world.stop();

            const after = Object.entries(world.passed()).map(
              ([row, states]) => [
                row,
                states.slice(states[0] === 'unknown' ? 1 : 0),
              ],
            );
            expect(Object.fromEntries(after)).toEqual(PLATFORM_STATES);
          },
        ),
        { numRuns },
      );
    });

    it('do not change at all while watches are cut, or end because their version is gone, in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({
              what: fc.constantFrom('cut', 'expire'),
              kind: fc.constantFrom(...OBSERVED_KINDS),
              thenMs: fc.integer({ min: 0, max: 2_000 }),
            }),
            { minLength: 6, maxLength: 12 },
          ),
          async steps => {
            const world = await settledWorld(PLATFORM, namespaces);
            world.start();
            await world.advance(LONG_MS);
            world.forget();
            for (const { what, kind, thenMs } of steps) {
              world.server[what as 'cut'](kind);
              await world.advance(thenMs);
            }
            await world.advance(LONG_MS);
            await world.stop();
            expect(world.passed()).toEqual(PLATFORM_STATES);
          },
        ),
        { numRuns },
      );
    });
  },
);
