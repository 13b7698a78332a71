import {
  DEFAULT_DELIVERY_LIMITS,
  DeliveryLimits,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  BUILT_AT,
  Change,
  childOf,
  clusterSecretStore,
  distribution,
  merge,
  namespace,
  syncedStatus,
  updateFailedEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory } from '../__testUtils__';
import { ClusterStates } from './ClusterStates';

const START = Date.parse(BUILT_AT);
const NAMESPACES = Array.from({ length: 50 }, (_, index) => `team-${index}`);
const NAMES = ['mail', 'oauth', 'registry'];

/** Asks for all three distributions. */
const asking = (name: string, change: Change = {}) =>
  merge(
    namespace(name, {
      metadata: {
        labels: {
          'secrets/mail': 'true',
          'secrets/oauth': 'true',
          'secrets/registry': 'true',
        },
      },
    }),
    change,
  );

const copy = (name: string, inNamespace: string, change: Change = {}) =>
  merge(
    childOf(distribution(name), inNamespace, { status: syncedStatus(name) }),
    change,
  );

describe('ClusterStates', () => {
  let now: number;
  let cluster: FakeClusterInventory;
  let states: ClusterStates;

  const start = (limits: DeliveryLimits = DEFAULT_DELIVERY_LIMITS) => {
    now = START;
    cluster = new FakeClusterInventory({
      observedAt: START,
      objects: [
        clusterSecretStore(),
        clusterSecretStore('other-store'),
        ...NAMES.map(name => distribution(name)),
        ...NAMESPACES.map(name => asking(name)),
        ...NAMESPACES.flatMap(each => NAMES.map(name => copy(name, each))),
      ],
    });
    states = new ClusterStates({ cluster, limits, clock: () => now });
    cluster.onChange(change => states.note(change));
    states.settle(() => true);
  };
  beforeEach(() => start());

  /** How many states are derived until everything is settled. */
  function derivations(change: () => void): number {
    const before = states.derivations;
    change();
    expect(states.settle(() => true)).toBe(true);
    return states.derivations - before;
  }

  it('counts as a change what a list shows, and not that a copy was refreshed', () => {
    const changes = (change: () => void) => {
      const before = states.changes;
      derivations(change);
      return states.changes - before;
    };
    const refreshed = copy('oauth', 'team-7', {
      metadata: { labels: { touched: 'true' } },
    });
    expect(changes(() => cluster.put(refreshed))).toBe(0);
    expect(changes(() => cluster.put(distribution('oauth')))).toBe(0);
    const described = distribution('oauth', {
      metadata: { annotations: { 'central-secrets/description': 'Signs in' } },
    });
    expect(changes(() => cluster.put(described))).toBe(1);
    const failed = copy('oauth', 'team-7', {
      status: { conditions: [{ type: 'Ready', status: 'False' }] },
    });
    expect(changes(() => cluster.put(failed))).toBe(1);
    expect(changes(() => cluster.put(distribution('added')))).toBe(1);
  });

  it('derives each delivery once at first, and counts them', () => {
    expect(states.derivations).toBe(150);
    expect(states.countsOf('oauth')).toEqual({ synced: 50 });
    expect(states.countsOf('nothing')).toEqual({});
  });

  it('derives nothing where nothing changed, however often it is asked', () => {
    expect(
      derivations(() => {
        for (let i = 0; i < 100; i += 1) {
          now += 1_000;
          cluster.hear(now);
          states.settle(() => true);
          states.countsOf('oauth');
        }
      }),
    ).toBe(0);
  });

  it.each<[string, number, () => void]>([
    ['an ExternalSecret', 3, () => cluster.put(copy('oauth', 'team-7'))],
    ['a namespace', 3, () => cluster.put(asking('team-7'))],
    [
      'a namespace that asks for one less',
      2,
      () =>
        cluster.remove(copy('oauth', 'team-7')) ??
        cluster.put(
          asking('team-7', { metadata: { labels: { 'secrets/oauth': 'no' } } }),
        ),
    ],
    [
      'an event',
      3,
      () => cluster.put(updateFailedEvent(copy('oauth', 'team-7'), 'why')),
    ],
    ['a namespace that is gone', 0, () => cluster.remove(asking('team-7'))],
    [
      'what a distribution says of itself, and its status',
      0,
      () =>
        cluster.put(
          distribution('oauth', {
            metadata: { annotations: { 'central-secrets/description': 'x' } },
            status: { provisionedNamespaces: ['team-1'] },
          }),
        ),
    ],
    [
      'a distribution that failed in one namespace',
      1,
      () =>
        cluster.put(
          distribution('oauth', {
            status: {
              failedNamespaces: [{ namespace: 'team-7', reason: 'why' }],
            },
          }),
        ),
    ],
    [
      'what a distribution writes',
      50,
      () =>
        cluster.put(
          distribution('oauth', {
            spec: { externalSecretSpec: { refreshInterval: '2h' } },
          }),
        ),
    ],
    [
      'a new distribution that one namespace asks for',
      1,
      () =>
        cluster.put(
          distribution('new', {
            spec: { namespaces: ['team-7'], namespaceSelectors: [] },
          }),
        ),
    ],
    [
      'a distribution that is gone',
      0,
      () => cluster.remove(distribution('oauth')),
    ],
    [
      'a store that was validated again',
      0,
      () =>
        cluster.put(
          clusterSecretStore(undefined, {
            status: {
              conditions: [
                {
                  type: 'Ready',
                  status: 'True',
                  reason: 'Valid',
                  message: 'x',
                },
              ],
            },
          }),
        ),
    ],
    [
      'a store that is not ready any longer',
      150,
      () =>
        cluster.put(
          clusterSecretStore(undefined, {
            status: { conditions: [{ type: 'Ready', status: 'False' }] },
          }),
        ),
    ],
    [
      'a store that nothing reads from',
      0,
      () => cluster.remove(clusterSecretStore('other-store')),
    ],
  ])('after a change of %s derives %s', (_, expected, change) => {
    expect(derivations(change)).toBe(expected);
  });

  it('derives a namespace once after any number of changes in it', () => {
    expect(
      derivations(() => {
        for (let i = 0; i < 100; i += 1) {
          cluster.put(copy('oauth', 'team-7'));
          cluster.put(asking('team-7'));
        }
      }),
    ).toBe(3);
  });

  it('finds a copy of a distribution that takes another name, where no namespace asks', () => {
    cluster.put(
      namespace('left'),
      copy('oauth', 'left', { metadata: { name: 'old' } }),
    );
    states.settle(() => true);
    expect(states.countsOf('oauth')).toEqual({ synced: 50 });
    cluster.put(distribution('oauth', { spec: { externalSecretName: 'old' } }));
    now += 600_000;
    cluster.hear(now);
    states.settle(() => true);
    expect(states.countsOf('oauth')).toMatchObject({ orphaned: 1 });
  });

  it('follows time to the moment, and derives only what awaits it', () => {
    // Every hour, so stale after two hours and the grace of a minute.
    cluster.put(copy('oauth', 'team-7', { spec: { refreshInterval: '10m' } }));
    states.settle(() => true);
    const staleAt = START + 2 * 600_000 + 60_000;
    now = staleAt;
    cluster.hear(now);
    derivations(() => {});
    expect(states.countsOf('oauth')).toEqual({ synced: 50 });
    now = staleAt + 1;
    cluster.hear(now);
    expect(derivations(() => {})).toBe(3);
    expect(states.countsOf('oauth')).toEqual({ synced: 49, stale: 1 });
    now += 60_000;
    cluster.hear(now);
    expect(derivations(() => {})).toBe(0);
  });

  it('knows nothing of a cluster that was not heard of for too long, and all again once it is', () => {
    now += DEFAULT_DELIVERY_LIMITS.observationMaxAgeMs + 1;
    expect(derivations(() => {})).toBe(150);
    expect(states.countsOf('oauth')).toEqual({ unknown: 50 });
    cluster.hear(now);
    expect(derivations(() => {})).toBe(150);
    expect(states.countsOf('oauth')).toEqual({ synced: 50 });
  });

  it('works in steps of one namespace, and says when it was last at the end', () => {
    now += 1_000;
    cluster.tell({ kind: 'namespaces' });
    const derived = [states.derivations];
    const settledAt: (number | undefined)[] = [];
    while (!states.settle(() => false)) {
      settledAt.push(states.settledAt);
      derived.push(states.derivations);
    }
    expect(settledAt).toEqual(NAMESPACES.map(() => START));
    expect(derived.map(each => each - derived[0])).toEqual(
      Array.from({ length: 51 }, (_, steps) => 3 * steps),
    );
    expect(states.settledAt).toBe(now);
  });
});
