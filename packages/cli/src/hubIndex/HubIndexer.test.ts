import { eventually } from '@central-secrets/dev-tools';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { HUB, INDEX, IndexedHub } from './__testUtils__/indexedHub';
import { pageNameOf } from './page';

const CANARY = 'canary-7d2e';
const never = () => new AbortController().signal;

/** A connection on which the watch of the Secrets brings nothing. */
const deaf = (connection: ClusterConnection): ClusterConnection => ({
  request: request =>
    request.query?.watch && request.path.includes(HUB)
      ? new Promise((_, reject) => {
          request.signal?.addEventListener('abort', () =>
            reject(new Error('aborted')),
          );
        })
      : connection.request(request),
  close: () => connection.close(),
});

// Heads follow in seconds, on a machine that may be busy.
jest.setTimeout(60_000);

describe('HubIndexer', () => {
  let hub: IndexedHub;

  beforeEach(async () => {
    hub = await IndexedHub.start();
  });

  afterEach(() => hub.stop());

  it('publishes every Secret of the hub, and follows changes', async () => {
    hub.put('a', { token: '1' });
    hub.run();
    await hub.untilRight();
    expect(hub.sources.get('a')).toMatchObject({
      type: 'Opaque',
      keys: ['token'],
    });

    hub.put('b', { user: '1', password: '2' });
    hub.put('a', { token: '2', more: '3' });
    await hub.untilRight();
    expect(hub.sources.get('a')?.keys).toEqual(['more', 'token']);

    hub.remove('a');
    await hub.untilRight();
    expect([...hub.sources.keys()]).toEqual(['b']);
  });

  it('keeps to the Secrets of one namespace', async () => {
    const { api } = hub.cluster;
    api.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'elsewhere', namespace: 'default' },
      data: {},
    });
    hub.put('a', {});
    await hub.indexer().once(never());
    expect([...hub.sources.keys()]).toEqual(['a']);
  });

  it('writes the index once, and nothing where it is right', async () => {
    hub.put('a', { token: '1' });
    await expect(hub.indexer().once(never())).resolves.toBe(1);
    await hub.untilRight();
    const written = JSON.stringify(hub.pages);
    const versions = () =>
      hub.configMaps
        .filter(({ metadata }) => metadata.name !== INDEX)
        .map(({ metadata }) => metadata.resourceVersion);
    const before = versions();
    await hub.indexer().once(never());
    expect(JSON.stringify(hub.pages)).toBe(written);
    expect(versions()).toEqual(before);
  });

  it('never shows a value: not in the index, not in a log', async () => {
    hub.put(
      'a',
      { token: CANARY },
      {
        metadata: {
          labels: { label: CANARY },
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': CANARY,
            'central-secrets/owner': `the value is ${CANARY}`,
          },
        },
      },
    );
    hub.run();
    await hub.untilRight();
    hub.put('a', { token: `${CANARY}-2` });
    await hub.untilRight();
    const all = JSON.stringify([hub.configMaps, hub.lines]);
    expect(all).toContain('central-secrets/owner cannot be read');
    for (const text of [CANARY, `${CANARY}-2`]) {
      expect(all).not.toContain(text);
      expect(all).not.toContain(Buffer.from(text).toString('base64'));
    }
  });

  it('keeps the time of the last change over restarts', async () => {
    hub.put('a', { token: '1' });
    const stop = hub.run();
    await hub.untilRight();
    const { changedAt } = hub.sources.get('a')!;
    // A label by the manager of the data: the cluster's times alone do not tell
    // it from a change of the data.
    hub.put('a', { token: '1' }, { metadata: { labels: { a: 'b' } } });
    await hub.untilRight();
    expect(hub.sources.get('a')?.changedAt).toBe(changedAt);
    await stop();
    hub.run();
    hub.put('b', {});
    await hub.untilRight();
    expect(hub.sources.get('a')?.changedAt).toBe(changedAt);
  });

  it('repairs a page that is deleted, damaged or forged', async () => {
    hub.put('a', { token: '1' });
    const page = pageNameOf('a');
    const reference = { kind: 'ConfigMap', name: page, namespace: INDEX };
    const { api } = hub.cluster;
    hub.run();
    await hub.untilRight();
    const good = JSON.stringify(hub.sources.get('a'));
    const isGood = () => JSON.stringify(hub.sources.get('a')) === good;

    api.delete(reference);
    await eventually(isGood, 'the deleted page is there again');
    api.patch(reference, { data: { a: 'damaged' } });
    await eventually(isGood, 'the damaged page is right again');
    api.patch(reference, { data: { forged: api.get(reference).data.a } });
    await eventually(() => hub.sources.size === 1, 'the forged source is gone');
    expect(isGood()).toBe(true);
  });

  it('goes on after its versions are forgotten and its connections are cut', async () => {
    hub.put('a', {});
    hub.run();
    await hub.untilRight();
    for (const name of ['b', 'c', 'd']) {
      hub.put(name, {});
      hub.cluster.compact();
      hub.cluster.dropConnections();
      hub.remove(name === 'c' ? 'b' : 'a');
      hub.put('a', { [name]: '1' });
      await hub.untilRight();
    }
    expect([...hub.sources.keys()].sort()).toEqual(['a', 'c', 'd']);
  });

  it('writes what changes at one time in few writes', async () => {
    hub.put('a', { token: '0' });
    const writes: string[] = [];
    const counting = (connection: ClusterConnection): ClusterConnection => ({
      request: request => {
        if (request.method !== 'GET') {
          writes.push(request.path);
        }
        return connection.request(request);
      },
      close: () => connection.close(),
    });
    hub.run(
      hub.indexer({ wrap: counting, timing: { gatherMs: 50, headMs: 60_000 } }),
    );
    await hub.untilRight();
    writes.length = 0;
    for (let index = 1; index <= 200; index += 1) {
      hub.put('a', { token: String(index) });
    }
    await hub.untilRight();
    expect(writes.length).toBeLessThan(10);
  });

  it('agrees with a second replica, and then neither writes pages', async () => {
    for (let index = 0; index < 50; index += 1) {
      hub.put(`source-${index}`, { token: String(index) });
    }
    hub.run();
    hub.run();
    await hub.untilRight();
    for (let round = 0; round < 20; round += 1) {
      hub.put(`source-${round}`, { token: 'x', round: String(round) });
      hub.put(`source-${round + 1}`, { only: 'one' });
      hub.remove(`source-${49 - round}`);
      await hub.untilRight();
    }
    const versions = () =>
      JSON.stringify(
        hub.configMaps
          .filter(({ metadata }) => metadata.name !== INDEX)
          .map(({ metadata }) => metadata.resourceVersion),
      );
    // A head that follows proves that both have had time to disagree again.
    const laterHead = async () => {
      const { observedAt } = hub.head!;
      await eventually(() => hub.head!.observedAt > observedAt + 1_500);
    };
    let before: string;
    let rounds = 0;
    do {
      before = versions();
      await laterHead();
      rounds += 1;
    } while (versions() !== before && rounds < 8);
    expect(versions()).toBe(before);
  });

  it('does not undo the work of a replica that knows newer Secrets', async () => {
    hub.put('a', { token: '1' });
    hub.run(hub.indexer({ wrap: deaf, timing: { behindMs: 600_000 } }));
    await hub.untilRight();
    hub.run();
    hub.put('a', { token: '1', other: '2' });
    await hub.untilRight();
    const { version } = hub.sources.get('a')!;
    // A change of the page makes both look at it.
    const reference = {
      kind: 'ConfigMap',
      name: pageNameOf('a'),
      namespace: INDEX,
    };
    hub.cluster.api.patch(reference, { metadata: { labels: { look: 'yes' } } });
    const { observedAt } = hub.head!;
    await eventually(() => hub.head!.observedAt > observedAt);
    expect(hub.sources.get('a')?.version).toBe(version);
  });

  it('lists again where its watch does not bring what another replica knows', async () => {
    hub.put('a', { token: '1' });
    const stopOther = hub.run();
    await hub.untilRight();
    const lists = () =>
      hub.lines.filter(line => line.startsWith('read ')).length;
    hub.run(hub.indexer({ wrap: deaf }));
    await eventually(() => lists() === 2, 'both have listed the Secrets');
    hub.put('a', { token: '2' });
    await hub.untilRight();
    await eventually(() => lists() === 3, 'one lists them again');
    await stopOther();
    hub.cluster.api.patch(
      { kind: 'ConfigMap', name: pageNameOf('a'), namespace: INDEX },
      { data: { a: 'damaged' } },
    );
    await hub.untilRight();
    expect([...hub.sources.keys()]).toEqual(['a']);
  });

  it('says until when the index is right, and stays silent while it is not', async () => {
    hub.put('a', {});
    let refuses = false;
    const failing = (connection: ClusterConnection): ClusterConnection => ({
      request: request =>
        refuses && request.path.includes('configmaps/')
          ? Promise.reject(new Error('no route'))
          : connection.request(request),
      close: () => connection.close(),
    });
    hub.run(hub.indexer({ wrap: failing }));
    await eventually(() => hub.head);
    const first = hub.head!;
    expect(first.hubNamespace).toBe(HUB);
    await eventually(() => hub.head!.observedAt > first.observedAt);

    refuses = true;
    hub.put('a', { token: '1' });
    await eventually(() => hub.lines.includes('no route; trying again'));
    const { observedAt } = hub.head!;
    expect(hub.sources.get('a')?.keys).toEqual([]);
    refuses = false;
    await hub.untilRight();
    await eventually(() => hub.head!.observedAt > observedAt);
    expect(hub.lines).toContain('solved: no route');
    expect(hub.lines.filter(line => line.includes('trying'))).toHaveLength(1);
  });

  it('refuses the index of another hub', async () => {
    await hub.indexer().once(never());
    const other = hub.indexer({ hubNamespace: 'default' });
    await expect(other.once(never())).rejects.toThrow(
      'the index is that of namespace central-secret-store, and not of default',
    );
    await expect(
      hub.indexer({ hubNamespace: 'default' }).run(never()),
    ).rejects.toThrow('the index is that of namespace central-secret-store');
  });

  it('writes nothing into the index of another hub that it reads while it waits', async () => {
    hub.put('a', { token: '1' });
    await hub.indexer().once(never());
    const before = hub.configMaps;
    const other = hub.indexer({
      hubNamespace: 'default',
      // Long enough for both lists.
      timing: { gatherMs: 500 },
    });
    await expect(other.run(never())).rejects.toThrow(
      'the index is that of namespace central-secret-store',
    );
    expect(hub.configMaps).toEqual(before);
  });

  it('says what the API server refuses, once', async () => {
    hub.cluster.identities.set(hub.cluster.tokens.admin, {
      user: 'poor',
      userGroups: [],
      rules: [],
    });
    await expect(hub.indexer().once(never())).rejects.toThrow(
      /^cannot list ConfigMaps of namespace central-secrets-index: configmaps is forbidden/,
    );
    const stop = hub.run();
    await eventually(() => hub.lines.length > 0);
    await stop();
    expect(hub.lines).toEqual([
      expect.stringMatching(/^cannot list ConfigMaps .*; trying again$/),
    ]);
  });

  it('quotes nothing of an answer that is not JSON', async () => {
    const broken = (connection: ClusterConnection): ClusterConnection => ({
      request: async request => ({
        ...(await connection.request(request)),
        text: async () => `{"data":{"token":"${CANARY}"`,
      }),
      close: () => connection.close(),
    });
    await expect(hub.indexer({ wrap: broken }).once(never())).rejects.toThrow(
      /^cannot list ConfigMaps of namespace central-secrets-index: the answer is not JSON$/,
    );
  });

  it('reads 2,000 Secrets in pages', async () => {
    for (let index = 0; index < 2_000; index += 1) {
      hub.put(`source-${index}`, { token: String(index) });
    }
    hub.run();
    await hub.untilRight();
    expect(hub.pages).toHaveLength(32);
  });
});
