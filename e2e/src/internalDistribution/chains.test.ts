import { randomUUID } from 'node:crypto';
import { namespace } from '../acceptance/manifests';
import { createObject, deleteObject, PlainObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import { Relay } from './relay';
import { VaultHub } from './vaultHub';
import {
  CONSUMER,
  INTERVAL_SECONDS,
  PRODUCER,
  WatchedChain,
} from './watchedChain';

/** Not a real one, and never the same twice. */
const newPassword = () => `not-a-real-password-${randomUUID()}`;

/** The hops of internal distribution, as the backend answers them to the platform team. */
describe('a chain, as the backend sees it on a real operator and a real Vault', () => {
  const { platform, client } = theWorld();
  const { api, controlPlane } = platform;
  const { kubectl } = controlPlane;
  let hub: VaultHub;
  let relay: Relay;

  const chainOf = (name: string) => new WatchedChain(platform, client, name);

  /** A chain that works, and its password. */
  async function workingChain(name: string, changesOfPush: object = {}) {
    const chain = chainOf(name);
    const password = newPassword();
    await chain.start(password, changesOfPush);
    return { chain, password };
  }

  /** Gives the source another password, and returns when the consumer has it and all is synced. */
  async function expectRecovery(chain: WatchedChain): Promise<void> {
    const password = newPassword();
    await kubectl.apply(chain.source(password));
    await chain.untilCopy(password);
    await chain.until('synced again', ({ state }) => state === 'synced');
  }

  beforeAll(async () => {
    await kubectl.apply(namespace(PRODUCER), namespace(CONSUMER));
    hub = await VaultHub.start(platform);
    const { code, output } = await hub.setUp();
    if (code !== 0) {
      throw new Error(output);
    }
    relay = await Relay.start(hub.vault.url);
    await api.ask(
      'PATCH',
      '/apis/external-secrets.io/v1/clustersecretstores/vault-backend',
      {
        spec: {
          provider: { vault: { server: `https://127.0.0.1:${relay.port}` } },
        },
      },
    );
    await hub.untilReady();
  });

  afterAll(async () => {
    // Pushes remove their values from Vault, and hold their namespace until then.
    await kubectl.run(['-n', PRODUCER, 'delete', 'pushsecrets', '--all']);
    await kubectl.run([
      ...['delete', 'namespace', PRODUCER, CONSUMER, '--wait=false'],
    ]);
    await relay.stop();
    await hub.end();
  });

  it('names each hop, the longest delay, and where a rotation is', async () => {
    const { chain } = await workingChain('all-well');
    await expectRecovery(chain);
    const view = await chain.until(
      'current',
      ({ rotation }) => rotation.current === 1,
    );
    expect(view).toMatchObject({
      store: {
        kind: 'ClusterSecretStore',
        name: 'vault-backend',
        provider: 'vault',
        ready: true,
      },
      path: 'platform-data/postgres/all-well',
      kind: 'secret',
      worstDelayMs: 2 * INTERVAL_SECONDS * 1_000,
      rotation: { current: 1, waiting: 0 },
      warnings: [],
      pushes: [
        {
          namespace: PRODUCER,
          source: { secret: 'all-well' },
          state: 'synced',
          remedy: { by: 'nobody' },
        },
      ],
      reads: [
        { namespace: CONSUMER, state: 'synced', secret: { name: 'all-well' } },
      ],
    });
  });

  it('says that the source is missing, while the consumer keeps its copy, and follows when it is back', async () => {
    const { chain, password } = await workingChain('source-missing');
    await deleteObject(api, chain.source(''));
    const { chain: view, push } = await chain.untilPush(
      'failed',
      'source-missing',
    );
    expect(push).toMatchObject({
      certainty: 'likely',
      summary: {
        code: 'push-source-missing',
        parameters: { secret: 'source-missing', namespace: PRODUCER },
      },
      remedy: { by: 'developer', code: 'restore-push-source' },
    });
    expect(view).toMatchObject({
      state: 'failed',
      reads: [{ state: 'synced' }],
    });
    expect(await chain.copy()).toBe(password);
    await expectRecovery(chain);
  });

  it('says that the source lacks a key', async () => {
    const { chain, password } = await workingChain('key-missing');
    await api.ask(
      'PATCH',
      `/api/v1/namespaces/${PRODUCER}/secrets/key-missing`,
      { data: { password: null } },
    );
    const { push } = await chain.untilPush('failed', 'property-missing');
    expect(push.summary).toMatchObject({
      code: 'push-key-missing',
      parameters: { key: 'password' },
    });
    expect(await chain.copy()).toBe(password);
    await expectRecovery(chain);
  });

  it('says that Vault refuses the push where its policy is gone, and goes on when it is back', async () => {
    const { chain, password } = await workingChain('policy-removed');
    await hub.vault.ask(
      'DELETE',
      'sys/policies/acl/internal-distribution-push',
    );
    const { chain: view, push } = await chain.untilPush('failed', 'permission');
    expect(push).toMatchObject({
      certainty: 'likely',
      remedy: { by: 'platform' },
    });
    expect(view.reads).toMatchObject([{ state: 'synced' }]);
    expect(await chain.copy()).toBe(password);
    expect((await hub.setUp()).code).toBe(0);
    await expectRecovery(chain);
  });

  it('says that another program wrote the path, and how to hand it over', async () => {
    const chain = chainOf('foreign');
    await hub.vault.write(chain.path, { password: 'not-a-real-foreign-one' });
    await kubectl.apply(
      chain.source(newPassword()),
      chain.pushSecret,
      chain.externalSecret,
    );
    const { chain: view, push } = await chain.untilPush(
      'failed',
      'not-managed',
    );
    expect(push).toMatchObject({
      certainty: 'likely',
      summary: { code: 'push-not-managed', parameters: { path: chain.path } },
      remedy: { by: 'platform', code: 'adopt-value' },
    });
    expect(view.state).toBe('failed');
    await chain.untilCopy('not-a-real-foreign-one');
    // What the remedy says.
    await hub.vault.ask('POST', `secret/metadata/${chain.path}`, {
      custom_metadata: { 'managed-by': 'external-secrets' },
    });
    await expectRecovery(chain);
  });

  it('names both of two writers, which the operator calls synced', async () => {
    const { chain } = await workingChain('two-writers');
    const other = chainOf('two-writers-other');
    const rival: PlainObject = {
      ...other.pushSecret,
      spec: {
        ...(chain.pushSecret as unknown as { spec: object }).spec,
        selector: { secret: { name: 'two-writers-other' } },
      },
    };
    await kubectl.apply(other.source(newPassword()), rival);
    const view = await chain.until(
      'in conflict',
      ({ pushes }) =>
        pushes.length === 2 &&
        pushes.every(({ state }) => state === 'conflict'),
    );
    expect(view.state).toBe('conflict');
    for (const push of view.pushes) {
      expect(push).toMatchObject({
        cause: 'several-writers',
        certainty: 'proven',
        remedy: { by: 'platform', code: 'choose-push-writer' },
      });
    }
    // The deletion of one removes the value, which the other writes again.
    await deleteObject(api, rival);
    await expectRecovery(chain);
  });

  it('says that no PushSecret writes the path, where it was deleted and leaves its value behind', async () => {
    const { chain, password } = await workingChain('left-behind', {
      deletionPolicy: 'None',
    });
    await deleteObject(api, chain.pushSecret);
    const view = await chain.until(
      'not written',
      ({ pushes }) => pushes.length === 0,
    );
    expect(view.warnings).toEqual([
      { code: 'path-not-written', parameters: {} },
    ]);
    expect(view.reads).toMatchObject([{ state: 'synced' }]);
    expect(await chain.copy()).toBe(password);
    expect(await hub.vault.versions()).toHaveProperty([chain.path]);
    await createObject(api, chain.pushSecret);
    await expectRecovery(chain);
  });

  it('says so where the deletion removes the value, and the consumer keeps its copy', async () => {
    const { chain, password } = await workingChain('deleted-with-value');
    await deleteObject(api, chain.pushSecret);
    const view = await chain.until(
      'not written, and missing',
      ({ pushes, reads }) =>
        pushes.length === 0 && reads.every(({ state }) => state === 'failed'),
    );
    expect(view.warnings).toEqual([
      { code: 'path-not-written', parameters: {} },
    ]);
    expect(view.reads).toMatchObject([
      {
        cause: 'source-missing',
        warnings: [{ code: 'earlier-copy-in-place' }],
      },
    ]);
    expect(await chain.copy()).toBe(password);
    expect(await hub.vault.versions()).not.toHaveProperty([chain.path]);
    await createObject(api, chain.pushSecret);
    await expectRecovery(chain);
  });

  it('says that the value is missing where its version was deleted, until the next push writes it again', async () => {
    const { chain, password } = await workingChain('version-deleted', {
      refreshInterval: '25s',
    });
    await hub.vault.ask('POST', `secret/delete/${chain.path}`, {
      versions: [(await hub.vault.versions())[chain.path]],
    });
    const view = await chain.until('missing', ({ reads }) =>
      reads.every(({ state }) => state === 'failed'),
    );
    expect(view.reads).toMatchObject([
      {
        cause: 'source-missing',
        warnings: [{ code: 'earlier-copy-in-place' }],
      },
    ]);
    expect(await chain.copy()).toBe(password);
    await chain.until('synced again', ({ state }) => state === 'synced');
  });

  it.each([
    ['sealed', () => hub.vault.seal(), () => hub.vault.unseal()],
    ['stopped', () => relay.stop(), () => relay.start()],
  ])(
    'blames the store on both hops while Vault is %s, and goes on without help',
    async (how, breakIt, repair) => {
      const { chain, password } = await workingChain(`vault-${how}`);
      await breakIt();
      let view;
      try {
        view = await chain.until('without its store', ({ pushes, reads }) =>
          [...pushes, ...reads].every(
            ({ state }) => state === 'store-unavailable',
          ),
        );
      } finally {
        await repair();
      }
      expect(view).toMatchObject({
        state: 'store-unavailable',
        store: { ready: false },
        pushes: [{ cause: 'provider-unavailable', remedy: { by: 'platform' } }],
        reads: [
          {
            cause: 'provider-unavailable',
            warnings: [{ code: 'earlier-copy-in-place' }],
          },
        ],
      });
      expect(await chain.copy()).toBe(password);
      await expectRecovery(chain);
    },
    300_000,
  );

  it('tells only the platform team', async () => {
    const { status } = await client.ask(
      'jane',
      'GET',
      '/api/central-secrets/v1/internal-distributions',
    );
    expect(status).toBe(403);
  });
});
