import { ClusterView } from '@central-secrets/backstage-plugin-central-secrets-common';
import { STALENESS } from '../framework/world';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import {
  CHECKOUT,
  CHECKOUT_DELIVERY,
  prepareCheckout,
  untilCheckoutIs,
} from './checkout';

describe('an API server that stops and starts again', () => {
  const { platform, backstage, client } = theWorld();
  const { controlPlane } = platform;
  let before: ClusterView;
  let stoppedAt: number;

  async function untilCluster(
    reason: string,
    holds: (cluster: ClusterView) => boolean,
  ): Promise<ClusterView> {
    return waitFor(
      async () => (await client.clusters('jane')).clusters.find(holds),
      {
        reason,
        describe: async () => JSON.stringify(await client.clusters('jane')),
      },
    );
  }

  beforeAll(async () => {
    await prepareCheckout();
    before = await untilCluster(
      'every kind to be observed',
      ({ reachable, kinds }) =>
        reachable &&
        Object.values(kinds).every(({ observedAt }) => observedAt !== null),
    );
    await controlPlane.stopApiServer();
    stoppedAt = Date.now();
  });

  afterAll(async () => {
    if (!(await controlPlane.isApiServerReady())) {
      await controlPlane.startApiServer();
    }
  });

  it('is shown as unreachable, with the age of each kind', async () => {
    const cluster = await untilCluster(
      'the cluster to be unreachable',
      ({ reachable }) => !reachable,
    );
    for (const { observedAt, error } of Object.values(cluster.kinds)) {
      expect(Date.parse(observedAt!)).toBeLessThanOrEqual(stoppedAt);
      expect(error?.message).not.toBe('');
    }
  });

  it('does not turn an unknown count into zero: a count stays as it was, or is unknown', async () => {
    const { clusters } = await client.clusters('jane');
    for (const [kind, { count }] of Object.entries(clusters[0].kinds)) {
      const last = before.kinds[kind as keyof typeof before.kinds].count;
      expect([last, null]).toContain(count);
    }
    const seen = await client.deliveries('jane', CHECKOUT);
    const { deliveries, bindings } = seen;
    expect(seen.clusters).toEqual([
      expect.objectContaining({ name: 'hub', reachable: false }),
    ]);
    expect(deliveries.map(({ id }) => id)).toContain(CHECKOUT_DELIVERY);
    expect(bindings).toEqual([
      expect.objectContaining({ namespace: 'checkout' }),
    ]);
    expect(bindings[0].exists).not.toBe(false);
  });

  it('makes the deliveries unknown after the staleness limit, and requests are refused', async () => {
    const delivery = await untilCheckoutIs(
      'unknown',
      STALENESS.observationMaxAgeMs + 10_000,
    );
    expect(delivery.cause).toBe('cluster-unobserved');
    const { status, body } = await client.request('jane', CHECKOUT, {
      distribution: 'application-docker-registry',
      action: 'add',
    });
    expect(status).toBe(503);
    expect(body.error.message).toMatch(/try again/);
  });

  it('is observed again after its start, without a restart of the backend', async () => {
    await controlPlane.startApiServer();
    const startedAt = Date.now();
    await untilCluster(
      'the cluster to be reachable and freshly observed',
      ({ reachable, kinds }) =>
        reachable &&
        Object.values(kinds).every(
          ({ observedAt, error }) =>
            error === null && Date.parse(observedAt!) >= startedAt,
        ),
    );
    expect(backstage.process.ended).toBeUndefined();
  });

  it('shows synced deliveries again when the operator has caught up', async () => {
    // The operator also waits longer after each failure.
    const delivery = await untilCheckoutIs('synced', 120_000);
    expect(delivery.cause).toBeNull();
  });
});
