import {
  Observation,
  ObservationError,
  Observations,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  OBSERVED_KINDS,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { FakeClusterInventory } from '../__testUtils__';
import { toClusterView } from './clusterView';

const NOW = Date.parse('2026-11-23T06:00:00Z');

function view(code?: ObservationError['code']) {
  const cluster = new FakeClusterInventory({ name: 'hub', observedAt: NOW });
  if (code) {
    cluster.observe({
      observedAt: NOW,
      error: { code, message: message('no-answer', { problem: 'why' }) },
    });
  }
  return toClusterView(cluster);
}

describe('toClusterView', () => {
  it('tells of each kind its age, its count and what is wrong', () => {
    expect(view('failing').kinds.events).toEqual({
      observedAt: '2026-11-23T06:00:00.000Z',
      error: {
        code: 'failing',
        message: message('no-answer', { problem: 'why' }),
      },
      count: 0,
    });
  });

  it.each(['unauthorized', 'forbidden', 'not-installed'] as const)(
    'does not say how many there are of a kind that is %s',
    code => {
      expect(view(code).kinds.events.count).toBeNull();
    },
  );

  it('tells how far the clocks are apart, as far as that is known', () => {
    const cluster = new FakeClusterInventory({ observedAt: NOW });
    cluster.offsetMs = -300_000;
    expect(toClusterView(cluster).clockOffsetMs).toBe(-300_000);
    cluster.offsetMs = undefined;
    expect(toClusterView(cluster).clockOffsetMs).toBeNull();
  });

  it('tells how old the hub index is and how much it has, but not to those who ask of an entity', () => {
    const cluster = new FakeClusterInventory({ observedAt: NOW });
    expect(toClusterView(cluster).hubIndex).toBeNull();
    cluster.offsetMs = 60_000;
    const page = (count: number, leftOut: number, unreadable: number) => ({
      name: 'central-secrets-index-00',
      sources: Array.from({ length: count }, (_, index) => ({
        name: `source-${index}`,
        version: '1',
        type: 'Opaque',
        keys: [],
        changedAt: NOW,
      })),
      leftOut,
      unreadable,
    });
    cluster.knownHubIndex = {
      isCurrent: true,
      index: {
        head: { hubNamespace: 'central-secret-store', observedAt: NOW },
        pages: [page(3, 0, 0), page(2, 1, 1)],
      },
    };
    expect(toClusterView(cluster).hubIndex).toEqual({
      updatedAt: '2026-11-23T05:59:00.000Z',
      current: true,
      entries: 5,
      leftOut: 2,
    });
    expect(toClusterView(cluster, ['shop']).hubIndex).toBeUndefined();
  });

  it.each([undefined, 'unauthorized', 'forbidden', 'not-installed'] as const)(
    'calls a cluster reachable that answers, be it with %s',
    code => {
      expect(view(code).reachable).toBe(true);
    },
  );

  it.each(['connecting', 'unreachable', 'failing'] as const)(
    'does not call a cluster reachable that is %s',
    code => {
      expect(view(code).reachable).toBe(false);
    },
  );

  it('calls a cluster reachable of which one kind cannot be read', () => {
    const cluster = new FakeClusterInventory({ observedAt: NOW });
    cluster.observe(
      {
        error: {
          code: 'unreachable',
          message: message('no-answer', { problem: 'no answer' }),
        },
      },
      'events',
    );
    expect(toClusterView(cluster).reachable).toBe(true);
  });

  it('speaks of no namespace that whoever asks may not be told of', () => {
    const cluster = new FakeClusterInventory({ observedAt: NOW });
    cluster.namespaces = ['shop', 'other'];
    const unreadable = {
      code: 'forbidden',
      message: message('no-answer', { problem: 'why' }),
    } as const;
    jest
      .spyOn(cluster, 'observations')
      .mockImplementation(
        namespace =>
          Object.fromEntries(
            OBSERVED_KINDS.map(kind => [
              kind,
              namespace === 'shop'
                ? { observedAt: NOW }
                : { error: unreadable },
            ]),
          ) as Observations,
      );
    const told = toClusterView(cluster, ['shop', 'elsewhere']);
    expect(told.namespaces).toEqual(['shop']);
    expect(told.kinds.events.error?.message).toEqual(
      message('in-namespaces', {
        count: 1,
        names: ['elsewhere'],
        because: message('no-answer', { problem: 'why' }),
      }),
    );
    expect(toClusterView(cluster, ['shop']).kinds.events.error).toBeNull();
    expect(toClusterView(cluster).namespaces).toEqual(['shop', 'other']);
  });

  it('speaks of none to whom no namespace is to be told of, but says what kind of thing is wrong', () => {
    const cluster = new FakeClusterInventory({ observedAt: NOW });
    cluster.namespaces = ['shop', 'other'];
    const error = {
      code: 'forbidden',
      message: message('no-answer', { problem: 'In namespace shop: why' }),
    };
    cluster.observe({ observedAt: NOW, error } as Observation);
    const told = toClusterView(cluster, []);
    expect(told.namespaces).toEqual([]);
    expect(told.kinds.events.error).toEqual({
      code: 'forbidden',
      message: message('in-some-namespaces'),
    });
    // There is one answer for the whole cluster.
    expect(told.kinds.clustersecretstores.error).toEqual(error);
    cluster.namespaces = undefined;
    expect(toClusterView(cluster, []).kinds.events.error).toEqual(error);
  });
});
