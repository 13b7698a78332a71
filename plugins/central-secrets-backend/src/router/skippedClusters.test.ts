import { mockCredentials } from '@backstage/backend-test-utils';
import {
  clustersResponseSchema,
  distributionsResponseSchema,
  message,
  SkippedCluster,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import request from 'supertest';
import { FakeInventory, startRouter } from '../__testUtils__';
import { answer, entity, hub, NOW, shop } from '../__testUtils__/shop';

const CLOUD = {
  name: 'cloud',
  reason: message('auth-provider-unsupported', { authProvider: 'google' }),
};
const UNNAMED = {
  name: null,
  reason: message('locator-unsupported', { locator: 'gke' }),
};

const ask = async (path: string) => {
  const { server } = await startRouter({
    now: NOW,
    entities: [entity],
    inventory: new FakeInventory([hub(shop())], [CLOUD, UNNAMED]),
  });
  const { body } = await request(server)
    .get(`/api/central-secrets/v1${path}`)
    .set('authorization', mockCredentials.user.header());
  return body;
};

/** Returns the tab's answer for an entity that names this cluster, or none. */
const onTabOf = async (
  cluster?: string,
  skipped: SkippedCluster[] = [CLOUD, UNNAMED],
) => {
  const inCluster = {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        ...(cluster && { 'backstage.io/kubernetes-cluster': cluster }),
      },
    },
  };
  const known = hub(shop());
  const { skippedClusters } = await answer(known, {
    entities: [inCluster],
    inventory: new FakeInventory([known], skipped),
  });
  return skippedClusters;
};

describe('a cluster that is skipped at the start', () => {
  it('is named with the reason among the clusters', async () => {
    const body = exactly(clustersResponseSchema).parse(await ask('/clusters'));
    expect(body.skippedClusters).toEqual([CLOUD, UNNAMED]);
    expect(body.clusters.map(({ name }) => name)).toEqual(['hub']);
  });

  it('is named beside the distributions, but for a page about another cluster', async () => {
    const schema = exactly(distributionsResponseSchema);
    const all = schema.parse(await ask('/distributions'));
    expect(all.skippedClusters).toEqual([CLOUD, UNNAMED]);
    const one = schema.parse(await ask('/distributions?cluster=hub'));
    expect(one.skippedClusters).toBeUndefined();
  });

  it('is named on the tab of an entity that may be in it', async () => {
    expect(await onTabOf()).toEqual([CLOUD, UNNAMED]);
    expect(await onTabOf('cloud')).toEqual([CLOUD, UNNAMED]);
    expect(await onTabOf('elsewhere')).toEqual([UNNAMED]);
    expect(await onTabOf('hub')).toBeUndefined();
  });

  it('is not named on the tab of an entity without a namespace', async () => {
    const known = hub(shop());
    const { skippedClusters } = await answer(known, {
      entities: [
        { ...entity, metadata: { ...entity.metadata, annotations: {} } },
      ],
      inventory: new FakeInventory([known], [CLOUD]),
    });
    expect(skippedClusters).toBeUndefined();
  });

  it('has no field where there is none', async () => {
    expect(await onTabOf(undefined, [])).toBeUndefined();
  });
});
