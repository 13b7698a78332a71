import { RequestBody } from '@central-secrets/backstage-plugin-central-secrets-common';
import { HUB_NAMESPACE } from '../framework/hub';
import { KubernetesApi } from '../framework/kubernetesApi';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { labelsOf } from './cluster';
import { distribution, namespace } from './manifests';

const SHOP = 'component:default/shop';
const ADD: RequestBody = {
  distribution: 'application-docker-registry',
  action: 'add',
};

describe('rights', () => {
  const { platform, client } = theWorld();

  beforeAll(async () => {
    const { kubectl } = platform.controlPlane;
    await kubectl.apply(
      namespace('shop', { 'backstage.io/kubernetes-id': 'shop' }),
      namespace('argocd', { 'secrets/gh-git-credentials': 'true' }),
      distribution('forbidden-label', {
        selector: { matchLabels: { 'team/member': 'true' } },
        annotations: { 'central-secrets/self-service': 'true' },
      }),
    );
    await waitFor(
      async () => {
        const { deliveries } = await client.deliveries('jane', SHOP);
        return deliveries.some(
          delivery => delivery.distribution === 'forbidden-label',
        );
      },
      { reason: 'Backstage to observe namespace shop and every distribution' },
    );
  });

  describe.each(['reader', 'writer'] as const)('the %s', role => {
    const api = new KubernetesApi(platform[role].identity);

    afterAll(() => api.close());

    it.each([
      ['get', `/api/v1/namespaces/${HUB_NAMESPACE}/secrets/github-pat`],
      ['list in the hub', `/api/v1/namespaces/${HUB_NAMESPACE}/secrets`],
      ['list everywhere', '/api/v1/secrets'],
      ['watch', '/api/v1/secrets?watch=true&timeoutSeconds=1'],
    ])('cannot %s Secrets', async (_verb, path) => {
      expect((await api.ask('GET', path)).status).toBe(403);
    });

    it('cannot write an ExternalSecret, a store, or a Secret', async () => {
      const group = '/apis/external-secrets.io/v1/namespaces/shop';
      for (const path of [
        `${group}/externalsecrets`,
        `${group}/secretstores`,
        '/api/v1/namespaces/shop/secrets',
      ]) {
        const body = { metadata: { name: 'mine' } };
        expect((await api.ask('POST', path, body)).status).toBe(403);
      }
    });
  });

  it('the reader cannot change a namespace, and the writer cannot list them', async () => {
    const reader = new KubernetesApi(platform.reader.identity);
    const writer = new KubernetesApi(platform.writer.identity);
    const patch = { metadata: { labels: { 'secrets/mine': 'true' } } };
    const patched = await reader.ask('PATCH', '/api/v1/namespaces/shop', patch);
    const listed = await writer.ask('GET', '/api/v1/namespaces');
    await Promise.all([reader.close(), writer.close()]);
    expect([patched.status, listed.status]).toEqual([403, 403]);
  });

  it('a caller who is not signed in sees nothing and requests nothing', async () => {
    const path = '/api/central-secrets/v1/entities/default/component/shop';
    const read = await client.ask(undefined, 'GET', `${path}/deliveries`);
    const asked = await client.ask(undefined, 'POST', `${path}/requests`, ADD);
    expect([read.status, asked.status]).toEqual([401, 401]);
  });

  it('a user who does not own the entity gets 403 and changes nothing', async () => {
    const labels = await labelsOf('shop');
    const { status, body } = await client.request('omar', SHOP, ADD);
    expect(status).toBe(403);
    expect(body.error.message).toMatch(/owner of component:default\/shop/);
    expect(await labelsOf('shop')).toEqual(labels);
    const { requests } = await client.deliveries('omar', SHOP);
    expect(requests).toMatchObject({ allowed: false });
  });

  it('a namespace that does not name the entity back shows no delivery and allows no request', async () => {
    const labels = await labelsOf('argocd');
    const claimer = 'component:default/claims-argocd';
    const seen = await client.deliveries('omar', claimer);
    expect(seen.bindings).toEqual([
      expect.objectContaining({
        namespace: 'argocd',
        confirmed: false,
        confirmWith: expect.stringContaining(
          `kubectl annotate namespace argocd central-secrets/entity-ref=${claimer}`,
        ),
      }),
    ]);
    expect(seen).toMatchObject({ deliveries: [], available: [] });
    const { status } = await client.request('omar', claimer, ADD);
    expect(status).toBe(403);
    expect(await labelsOf('argocd')).toEqual(labels);
  });

  it("another component's mark does not even reveal which namespace has it", async () => {
    const labels = await labelsOf('shop');
    const claimer = 'component:default/claims-shop';
    const seen = await client.deliveries('omar', claimer);
    expect(seen).toMatchObject({ bindings: [], deliveries: [], available: [] });
    for (const body of [ADD, { ...ADD, namespace: 'shop' }]) {
      const { status } = await client.request('omar', claimer, body);
      expect(status).toBe(400);
    }
    expect(await labelsOf('shop')).toEqual(labels);
  });

  it.each<[string, string, RequestBody, RegExp]>([
    [
      'a label outside the allow-list',
      SHOP,
      { distribution: 'forbidden-label', action: 'add' },
      /team\/member.*requests\.allowedLabels|requests\.allowedLabels.*team\/member/s,
    ],
    [
      'a distribution that the platform does not offer',
      SHOP,
      { distribution: 'talos-config', action: 'add' },
      /distribution: talos-config/,
    ],
    [
      'a distribution for other owners',
      SHOP,
      { distribution: 'cloudflare-api-token', action: 'add' },
      /distribution: cloudflare-api-token/,
    ],
    [
      'an unknown distribution',
      SHOP,
      { distribution: 'no-such-distribution', action: 'add' },
      /distribution: .*no-such-distribution; it has .*github-oauth-credentials/,
    ],
    [
      'an unknown entity',
      'component:default/no-such-entity',
      ADD,
      /component:default\/no-such-entity.*check kind, namespace and name/,
    ],
    [
      "a namespace that is not the entity's",
      SHOP,
      { ...ADD, namespace: 'argocd' },
      /namespace: argocd/,
    ],
  ])(
    'refuses a request for %s, and says what is wrong and what to do',
    async (_what, entityRef, body, message) => {
      const labels = await labelsOf('shop');
      const answer = await client.request('jane', entityRef, body);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.body.error.message).toMatch(message);
      expect(await labelsOf('shop')).toEqual(labels);
    },
  );

  it('refuses a body with an unknown field or a wrong action, and names it', async () => {
    const path = '/api/central-secrets/v1/entities/default/component/shop';
    const { status, body } = await client.ask(
      'jane',
      'POST',
      `${path}/requests`,
      { ...ADD, action: 'give', labels: { a: 'b' } },
    );
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/action/);
    expect(body.error.message).toMatch(/labels/);
  });
});
