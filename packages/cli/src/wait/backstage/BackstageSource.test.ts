import { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';
import { judgeWait } from '../judgement';
import { isProblem } from '../source';
import { BackstageSource, BackstageSourceOptions } from './BackstageSource';

const NOW = Date.parse('2026-11-23T05:00:00Z');
const at = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();

function delivery(change: object = {}) {
  return {
    id: 'hub/shop/pull',
    cluster: 'hub',
    namespace: 'shop',
    origin: 'distribution',
    distribution: 'pull',
    description: null,
    documentationUrl: null,
    externalSecret: 'pull-es',
    involved: true,
    state: 'synced',
    cause: null,
    certainty: null,
    candidates: [],
    stores: [],
    since: null,
    summary: { code: 'synced', parameters: { secret: 'pull' } },
    evidence: [],
    remedy: { by: 'nobody', code: 'no-action', parameters: {}, command: null },
    secret: { name: 'pull', type: 'Opaque', keys: null },
    requestLabels: {},
    store: { name: 'hub', kind: 'ClusterSecretStore', ready: true },
    lastSynced: at(-60),
    nextRefresh: null,
    refreshIntervalMs: 3_600_000,
    requested: null,
    warnings: [],
    ...change,
  };
}

/** Backstage, as it answers over HTTP; its clock is ten minutes ahead. */
function sourceOf(
  answer: () => { status?: number; deliveries: object[]; answeredAt: string },
  options: Partial<BackstageSourceOptions> = {},
) {
  const asked: { path: string; token: string | null }[] = [];
  const client = new CentralSecretsClient({
    discoveryApi: { getBaseUrl: async () => 'http://backstage/api' },
    fetchApi: {
      fetch: async (input, init) => {
        asked.push({
          path: String(input),
          token: new Headers(init?.headers).get('authorization'),
        });
        const { status = 200, ...body } = answer();
        return new Response(
          JSON.stringify({
            entityRef: 'component:default/shop',
            bindings: [],
            available: [],
            clusters: [],
            requests: { mode: 'cluster', allowed: true, reason: null },
            ...body,
          }),
          { status, headers: { 'content-type': 'application/json' } },
        );
      },
    },
  });
  const source = new BackstageSource({
    client,
    token: async () => 'a-token',
    backstage: {
      url: 'http://backstage',
      entity: 'component:default/shop',
      tokenVariable: 'TOKEN',
    },
    since: { kind: 'now' },
    clock: { now: () => NOW, elapsed: () => 0 },
    ...options,
  });
  const look = async () => {
    const view = await source.read();
    return isProblem(view)
      ? view
      : view.deliveries.map(each => judgeWait(each).outcome);
  };
  return { source, look, asked };
}

describe('BackstageSource', () => {
  it('asks for the deliveries of the entity, with the token', async () => {
    const { look, asked } = sourceOf(() => ({
      deliveries: [delivery()],
      answeredAt: at(600),
    }));
    await look();
    expect(asked).toEqual([
      {
        path: 'http://backstage/api/v1/entities/default/component/shop/deliveries?available=counted',
        token: 'Bearer a-token',
      },
    ]);
  });

  it.each([
    [599, 'waiting'],
    [601, 'waiting'],
    [602, 'done'],
  ])(
    "takes a sync at %i s by Backstage's clock, with a start at 600 s, for %s",
    async (seconds, outcome) => {
      let lastSynced = at(0);
      const { look } = sourceOf(() => ({
        deliveries: [delivery({ lastSynced })],
        answeredAt: at(600),
      }));
      await expect(look()).resolves.toEqual(['waiting']);
      lastSynced = at(seconds);
      await expect(look()).resolves.toEqual([outcome]);
    },
  );

  it('fails for an immutable Secret, whose later syncs do not write it', async () => {
    let lastSynced = at(0);
    const { look } = sourceOf(() => ({
      deliveries: [
        delivery({
          lastSynced,
          warnings: [
            { code: 'refresh-disabled', parameters: { detail: 'immutable' } },
          ],
        }),
      ],
      answeredAt: at(600),
    }));
    await look();
    lastSynced = at(700);
    await expect(look()).resolves.toEqual(['failed']);
  });

  it("takes a time of this machine for Backstage's", async () => {
    let lastSynced = at(600);
    const { look } = sourceOf(
      () => ({ deliveries: [delivery({ lastSynced })], answeredAt: at(600) }),
      { since: { kind: 'time', text: at(-10), latest: NOW - 9_000 } },
    );
    await expect(look()).resolves.toEqual(['done']);
    lastSynced = at(592);
    await expect(look()).resolves.toEqual(['waiting']);
  });

  it.each<[BackstageSourceOptions['scope'], number]>([
    [undefined, 3],
    [{ kind: 'namespace', namespace: 'shop' }, 2],
    [{ kind: 'delivery', namespace: 'shop', name: 'pull' }, 1],
    [{ kind: 'delivery', namespace: 'shop', name: 'other-es' }, 1],
    [{ kind: 'delivery', namespace: 'pay', name: 'other' }, 0],
  ])('finds of %j only what is meant: %i', async (scope, count) => {
    const { look } = sourceOf(
      () => ({
        deliveries: [
          delivery(),
          delivery({ distribution: 'other', externalSecret: 'other-es' }),
          delivery({ namespace: 'pay' }),
          delivery({ distribution: 'unrelated', involved: false }),
        ],
        answeredAt: at(600),
      }),
      { scope },
    );
    await expect(look()).resolves.toHaveLength(count);
  });

  it.each([
    [403, true],
    [401, true],
    [404, true],
    [429, false],
    [503, false],
  ])('takes an answer %i for a refusal: %s', async (status, isRefusal) => {
    const { look } = sourceOf(() => ({
      status,
      deliveries: [],
      answeredAt: at(600),
    }));
    await expect(look()).resolves.toMatchObject({ isRefusal });
  });

  it('waits where the failure is older than the trigger', async () => {
    const failed = (seconds: number) =>
      delivery({
        state: 'failed',
        cause: 'source-missing',
        remedy: {
          by: 'platform',
          code: 'create-source',
          parameters: {},
          command: null,
        },
        evidence: [
          {
            kind: 'Event',
            namespace: 'shop',
            name: 'pull',
            field: 'event UpdateFailed',
            value: '…',
            at: at(seconds),
          },
        ],
      });
    let failedAt = 590;
    const { look } = sourceOf(() => ({
      deliveries: [failed(failedAt)],
      answeredAt: at(600),
    }));
    await expect(look()).resolves.toEqual(['waiting']);
    failedAt = 601;
    await expect(look()).resolves.toEqual(['failed']);
  });
});
