import { HUB_NAMESPACE } from '../framework/hub';
import { collectionPath, objectPath, PlainObject } from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { AttackedHub, TEAM } from './attackedHub';

const POLICY = 'central-secrets-hub-pushes';
const STORE =
  '/apis/external-secrets.io/v1/clustersecretstores/central-secret-store';
const SOURCE = `/api/v1/namespaces/${HUB_NAMESPACE}/secrets/github-pat`;

const BY_NAME = { kind: 'ClusterSecretStore', name: 'central-secret-store' };

function pushTo(...secretStoreRefs: readonly object[]): PlainObject {
  return {
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'PushSecret',
    metadata: { name: 'overwrite', namespace: TEAM },
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRefs,
      selector: { secret: { name: 'mine' } },
      data: [
        {
          match: {
            secretKey: 'token',
            remoteRef: { remoteKey: 'github-pat', property: 'token' },
          },
        },
      ],
    },
  };
}

const mine: PlainObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'mine', namespace: TEAM },
  stringData: { token: 'not-a-real-token-of-mallory' },
};

describe('a PushSecret of a team', () => {
  let hub: AttackedHub;

  beforeAll(async () => {
    hub = await theWorld().attackedHub();
    await hub.createAsMallory(mine);
  });

  afterAll(() => hub.remove(mine));

  const push = pushTo(BY_NAME);

  const pushed = () =>
    waitFor(
      async () =>
        (await hub.mallory.get(objectPath(push)))?.status?.conditions?.[0],
      { reason: 'the operator to push' },
    );

  it('cannot replace a central credential with the account of the store, even where the policy is switched off', async () => {
    await hub.withoutPolicy(POLICY, push, async () => {
      expect(await hub.createAsMallory(push)).toBe(201);
      const condition = await pushed();
      expect(condition).toMatchObject({ status: 'False', reason: 'Errored' });
      expect(condition.message).toMatch(/forbidden/);
    });
    await hub.remove(push);
  });

  it('replaces it where the store has the operator’s account and the policy is switched off', async () => {
    const account = (name: string, namespace: string) =>
      hub.api.ask('PATCH', STORE, {
        spec: {
          provider: {
            kubernetes: { auth: { serviceAccount: { name, namespace } } },
          },
        },
      });
    const before = (await hub.api.get(SOURCE))!;
    expect((await account('external-secrets', 'external-secrets')).status).toBe(
      200,
    );
    try {
      await hub.withoutPolicy(POLICY, push, async () => {
        expect(await hub.createAsMallory(push)).toBe(201);
        expect(await pushed()).toMatchObject({
          status: 'True',
          reason: 'Synced',
        });
        expect((await hub.api.get(SOURCE))!.data.token).toBe(
          Buffer.from('not-a-real-token-of-mallory').toString('base64'),
        );
      });
    } finally {
      await hub.remove(push);
      await account('central-secret-store-reader', HUB_NAMESPACE);
      const { name, namespace, labels, annotations } = before.metadata;
      await hub.api.ask('PUT', SOURCE, {
        ...before,
        metadata: { name, namespace, labels, annotations },
      });
    }
  });

  it.each([
    ['by its name', [BY_NAME]],
    ['beside another', [{ kind: 'SecretStore', name: 'mine' }, BY_NAME]],
    [
      'by its labels',
      [{ kind: 'ClusterSecretStore', labelSelector: { matchLabels: {} } }],
    ],
    [
      'by its labels, with a name beside them that the operator does not read',
      [
        {
          kind: 'ClusterSecretStore',
          name: 'other',
          labelSelector: { matchLabels: {} },
        },
      ],
    ],
    [
      'by labels that it does not have today',
      [
        {
          kind: 'ClusterSecretStore',
          labelSelector: { matchLabels: { tier: 'team' } },
        },
      ],
    ],
  ])('is refused where it names the hub’s store %s', async (_how, refs) => {
    const object = pushTo(...refs);
    const { status, body } = await hub.mallory.ask(
      'POST',
      collectionPath(object),
      object,
    );
    expect(body.message).toContain(POLICY);
    expect(status).toBe(403);
  });

  it('cannot be changed later to name the hub’s store', async () => {
    const harmless = pushTo({ kind: 'ClusterSecretStore', name: 'other' });
    expect(await hub.createAsMallory(harmless)).toBe(201);
    const { status } = await hub.mallory.ask('PATCH', objectPath(harmless), {
      spec: { secretStoreRefs: [BY_NAME] },
    });
    expect(status).toBe(403);
    await hub.remove(harmless);
  });

  it('is created by a ClusterPushSecret only where a hub owner writes it, whatever roles others have', async () => {
    const object = {
      apiVersion: 'external-secrets.io/v1alpha1',
      kind: 'ClusterPushSecret',
      metadata: { name: 'overwrite' },
      spec: {
        namespaceSelectors: [{ matchLabels: {} }],
        pushSecretSpec: push.spec,
      },
    };
    const path = `${collectionPath(object)}?dryRun=All`;
    expect((await hub.mallory.ask('POST', path, object)).status).toBe(403);
    const refused = await hub.withAllRoles('carol', api =>
      api.ask('POST', path, object),
    );
    expect(refused.status).toBe(403);
    expect(refused.body.message).toContain('central-secrets-cluster-kinds');
    expect((await hub.api.ask('POST', path, object)).status).toBe(201);
  });

  it('leaves the hub unharmed', async () => {
    expect(await hub.findHarm()).toEqual([]);
  });
});
