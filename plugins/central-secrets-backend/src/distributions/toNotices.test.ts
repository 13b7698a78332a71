import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  BUILT_AT,
  Change,
  childOf,
  clusterSecretStore,
  distribution,
  failedStatus,
  namespace,
  RawObject,
  storeEvent,
  syncedStatus,
  updateFailedEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory } from '../__testUtils__';
import { ClusterStates } from './ClusterStates';
import { findSharedFault } from './sharedFaults';
import { toNotices } from './toNotices';
import { WatchedCluster } from './toDistribution';

const START = Date.parse(BUILT_AT);
const MINUTE_MS = 60_000;
const GET_FAILED = 'could not get secret data from provider';
const NOT_READY = 'ClusterSecretStore "central-secret-store" is not ready';

const down = clusterSecretStore(undefined, {
  status: {
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'InvalidProviderConfig',
        message: 'unable to validate store',
        lastTransitionTime: BUILT_AT,
      },
    ],
  },
});

const names = (count: number) =>
  Array.from({ length: count }, (_, index) => `team-${index}`);

const asking = (name: string) =>
  namespace(name, {
    metadata: { labels: { 'secrets/oauth': 'true', 'secrets/mail': 'true' } },
  });

/** A copy whose last attempt failed with this text. */
function failing(from: string, inNamespace: string, text: string): RawObject[] {
  const copy = childOf(distribution(from), inNamespace, {
    status: failedStatus(GET_FAILED),
  });
  return [copy, updateFailedEvent(copy, text)];
}

const synced = (from: string, inNamespace: string, change: Change = {}) =>
  childOf(distribution(from), inNamespace, {
    status: syncedStatus(from),
    ...change,
  });

function settle(states: ClusterStates): void {
  let isDone = false;
  while (!isDone) {
    isDone = states.settle(() => true);
  }
}

function watch(
  objects: readonly RawObject[],
  {
    now = START + MINUTE_MS / 2,
    observedAt,
  }: { now?: number; observedAt?: number } = {},
) {
  const cluster = new FakeClusterInventory({
    observedAt: observedAt ?? now,
    objects,
  });
  const limits = DEFAULT_DELIVERY_LIMITS;
  const states = new ClusterStates({ cluster, limits, clock: () => now });
  states.note({ kind: 'namespaces' });
  states.note({ kind: 'clusterexternalsecrets' });
  settle(states);
  const watched = { cluster, states } as unknown as WatchedCluster;
  return {
    watched,
    told: toNotices(watched, { now, limits }).map(
      ({ reason, remedy, certainty, ...text }) => ({
        text: renderMessage(text),
        reason: reason && renderMessage(reason),
        certainty,
        command: remedy.command,
        remedy: renderMessage(remedy),
      }),
    ),
  };
}

describe('the outage of a store', () => {
  const oauth = distribution('oauth');
  const outage = [
    oauth,
    ...names(4).map(asking),
    ...names(4).flatMap(name => failing('oauth', name, NOT_READY)),
  ];

  it('is told once for all of its deliveries, with its reason and remedy', () => {
    const text =
      'cannot get Kubernetes secret "gone" from namespace "default": secrets "gone" not found';
    expect(watch([...outage, down, storeEvent(down, text)]).told).toEqual([
      {
        text: `ClusterSecretStore central-secret-store stopped working at ${BUILT_AT}: all 4 deliveries that read it fail`.replace(
          BUILT_AT,
          '2026-11-23T05:00:00.000Z',
        ),
        reason:
          'ClusterSecretStore central-secret-store cannot log in: its Secret gone in namespace default does not exist',
        certainty: 'proven',
        command: 'kubectl get secret gone -n default',
        remedy: expect.stringContaining('Create the Secret gone'),
      },
    ]);
  });

  it('says how many of them fail, as long as others still have their copy', () => {
    const [{ text, reason }] = watch([
      ...outage,
      asking('lucky'),
      synced('oauth', 'lucky'),
      down,
    ]).told;
    expect(text).toContain('4 of 5 deliveries that read it fail');
    expect(reason).toBeNull();
  });

  it('is not told before a delivery fails, and not of a store that is ready', () => {
    expect(
      watch([oauth, asking('lucky'), synced('oauth', 'lucky'), down]).told,
    ).toEqual([]);
    expect(watch([...outage, clusterSecretStore()]).told).toEqual([]);
  });

  it('is not told of a cluster that is no longer observed', () => {
    expect(
      watch([...outage, down], { observedAt: START - 10 * MINUTE_MS }).told,
    ).toEqual([]);
  });

  it('ends as the deliveries recover, without a look at all of them', () => {
    const { watched } = watch([...outage, down]);
    const { cluster, states } = watched;
    const fake = cluster as FakeClusterInventory;
    cluster.onChange(change => states.note(change));
    expect(findSharedFault(watched, { name: 'central-secret-store' })).toEqual(
      expect.objectContaining({ failing: 4, total: 4 }),
    );
    const before = states.derivations;
    fake.put(synced('oauth', 'team-0'));
    settle(states);
    expect(states.derivations - before).toBe(1);
    expect(
      findSharedFault(watched, { name: 'central-secret-store' }),
    ).toMatchObject({ failing: 3, total: 4 });
  });
});

describe('a store that is ready, while no delivery gets anything from it', () => {
  /** As operators from 2.14 on say it. */
  const silent = (count: number, froms: readonly string[]) => [
    ...froms.map(from => distribution(from)),
    clusterSecretStore(),
    ...names(count).map(asking),
    ...names(count).flatMap(name =>
      froms.flatMap(from => failing(from, name, GET_FAILED)),
    ),
  ];

  it('is suspected, once', () => {
    expect(watch(silent(3, ['oauth', 'mail'])).told).toMatchObject([
      {
        text: expect.stringContaining(
          'central-secret-store is ready, but all 6 deliveries that read it fail',
        ),
        certainty: 'likely',
      },
    ]);
  });

  it.each<[string, readonly RawObject[]]>([
    ['only one distribution fails', silent(9, ['oauth'])],
    ['few deliveries fail', silent(2, ['oauth', 'mail'])],
    [
      'another delivery works',
      [
        ...silent(5, ['oauth', 'mail']),
        asking('lucky'),
        synced('oauth', 'lucky'),
      ],
    ],
    [
      'the texts say why',
      [
        distribution('oauth'),
        distribution('mail'),
        clusterSecretStore(),
        ...names(5).map(asking),
        ...names(5).flatMap(name => [
          ...failing('oauth', name, 'secrets "oauth" not found'),
          ...failing('mail', name, 'secrets "mail" not found'),
        ]),
      ],
    ],
  ])('is not suspected where %s', (_, objects) => {
    expect(watch(objects).told).toEqual([]);
  });
});

describe('a reconciler that is switched off', () => {
  const untouched = (name: string) => distribution(name, { status: undefined });
  const later = { now: START + 10 * MINUTE_MS };

  it('is told once, instead of each delivery that waits', () => {
    const { told } = watch(
      [
        untouched('oauth'),
        untouched('mail'),
        clusterSecretStore(),
        ...names(9).map(asking),
      ],
      later,
    );
    expect(told).toMatchObject([
      {
        text: expect.stringContaining(
          'No ClusterExternalSecret was ever reconciled, and the oldest was created at 2026-11-23T05:00:00.000Z',
        ),
        remedy: expect.stringContaining('processClusterExternalSecret'),
      },
    ]);
  });

  it.each<[string, readonly RawObject[], object]>([
    [
      'they were created minutes ago',
      [untouched('oauth'), clusterSecretStore()],
      { now: START + 4 * MINUTE_MS },
    ],
    [
      'one of them has a status',
      [
        untouched('oauth'),
        distribution('mail', {
          status: { conditions: [{ type: 'Ready', status: 'True' }] },
        }),
        clusterSecretStore(),
      ],
      later,
    ],
    ['there are none', [], later],
    [
      'the cluster is no longer observed',
      [untouched('oauth'), clusterSecretStore()],
      { ...later, observedAt: START },
    ],
  ])('is not told where %s', (_, objects, moment) => {
    expect(watch(objects, moment).told).toEqual([]);
  });

  it('is told of ClusterSecretStores, but not of those of another controller class', () => {
    const unvalidated = clusterSecretStore(undefined, { status: undefined });
    expect(watch([unvalidated], later).told).toMatchObject([
      {
        text: expect.stringContaining('No ClusterSecretStore was ever'),
        remedy: expect.stringContaining('processClusterStore'),
      },
    ]);
    const other = clusterSecretStore('other', {
      spec: { controller: 'another' },
      status: undefined,
    });
    expect(watch([other], later).told).toEqual([]);
  });
});

describe('an operator that does not keep up', () => {
  const oftenRefreshed = { spec: { refreshInterval: '1m' } };
  const now = START + 60 * MINUTE_MS;
  const fresh = {
    ...oftenRefreshed,
    status: syncedStatus('oauth', new Date(now - 1_000).toISOString()),
  };
  const copies = (late: number, onTime: number) => [
    distribution('oauth'),
    clusterSecretStore(),
    ...names(late + onTime).map(asking),
    ...names(late + onTime).map((name, index) =>
      synced('oauth', name, index < late ? oftenRefreshed : fresh),
    ),
  ];

  it('is told with the number of late copies, and how late the latest is', () => {
    expect(watch(copies(20, 30), { now }).told).toMatchObject([
      {
        text: '20 of 50 copies are refreshed too late, and the oldest refresh was due at 2026-11-23T05:01:00.000Z: the operator does not keep up',
        certainty: 'likely',
        remedy: expect.stringContaining('--concurrent'),
      },
    ]);
  });

  it('is told to be stuck where no copy is refreshed', () => {
    expect(watch(copies(20, 0), { now }).told).toMatchObject([
      {
        text: expect.stringContaining('All 20 copies are refreshed too late'),
        remedy: expect.stringContaining('Check whether the operator runs'),
      },
    ]);
  });

  it('is not told where a few copies are late', () => {
    expect(watch(copies(19, 1), { now }).told).toEqual([]);
  });
});
