import { ManualClock } from '../clock';
import { DemoCluster, startDemoCluster } from '../startDemoCluster';
import { httpClient, NAMESPACES } from '../testUtils/httpClient';
import { namespace } from '../testUtils/objects';

describe('watches', () => {
  const clock = new ManualClock();
  let demo: DemoCluster;
  beforeEach(async () => {
    demo = await startDemoCluster({
      world: 'empty',
      clock,
      bookmarkIntervalMs: 60_000,
    });
  });
  afterEach(() => demo.stop());

  const version = () => demo.api.store.version;
  const watchNamespaces = (query: string) =>
    httpClient(demo).watch(`${NAMESPACES}?${query}`);
  const label = (name: string, labels: Record<string, string | null>) =>
    demo.api.patch({ kind: 'Namespace', name }, { metadata: { labels } });

  it('tell every change after a version, those from before the watch as well', async () => {
    const since = version();
    demo.api.create(namespace('early'));
    const watch = await watchNamespaces(`resourceVersion=${since}`);
    expect(watch.status).toBe(200);
    label('early', { a: 'b' });
    // Held by nothing, so it goes as soon as the namespace controller has looked.
    demo.api.delete({ kind: 'Namespace', name: 'early' });

    const events = [];
    for (let i = 0; i < 4; i++) {
      events.push(await watch.next());
    }
    expect(events.map(event => event?.type)).toEqual([
      'ADDED',
      'MODIFIED',
      'MODIFIED',
      'DELETED',
    ]);
    const versions = events.map(event =>
      Number(event?.object.metadata.resourceVersion),
    );
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    watch.close();
  });

  it('begin with everything there is when no version is named', async () => {
    const watch = await watchNamespaces('');
    const existing = demo.api.list('Namespace').length;
    for (let i = 0; i < existing; i++) {
      expect((await watch.next())?.type).toBe('ADDED');
    }
    demo.api.create(namespace('later'));
    expect((await watch.next())?.object.metadata.name).toBe('later');
    watch.close();
  });

  it('tell of an object that begins to match as added, and of one that ceases to as deleted', async () => {
    demo.api.create(namespace('app'));
    const watch = await watchNamespaces(
      `resourceVersion=${version()}&labelSelector=secrets/x`,
    );
    label('app', { 'secrets/x': 'true' });
    label('app', { 'secrets/x': 'true', other: 'y' });
    label('app', { 'secrets/x': null });
    expect((await watch.next())?.type).toBe('ADDED');
    expect((await watch.next())?.type).toBe('MODIFIED');
    const last = await watch.next();
    expect(last).toMatchObject({
      type: 'DELETED',
      object: {
        metadata: {
          labels: { 'secrets/x': 'true' },
          resourceVersion: String(version()),
        },
      },
    });
    watch.close();
  });

  it('get bookmarks at intervals when they ask for them', async () => {
    const watch = await watchNamespaces(
      `resourceVersion=${version()}&allowWatchBookmarks=true`,
    );
    clock.advance(60_000);
    expect(await watch.next()).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'Namespace',
        apiVersion: 'v1',
        metadata: {
          resourceVersion: String(version()),
          creationTimestamp: null,
        },
      },
    });
    watch.close();
  });

  it('end after timeoutSeconds', async () => {
    const watch = await watchNamespaces(
      `resourceVersion=${version()}&timeoutSeconds=5`,
    );
    clock.advance(5_000);
    expect(await watch.next()).toBeUndefined();
  });

  it('end with an ERROR event 410 when their version is no longer known', async () => {
    const since = version();
    demo.api.create(namespace('app'));
    demo.compact();
    const watch = await watchNamespaces(`resourceVersion=${since}`);
    expect(watch.status).toBe(200);
    expect(await watch.next()).toEqual({
      type: 'ERROR',
      object: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: `too old resource version: ${since} (${version()})`,
        reason: 'Expired',
        code: 410,
      },
    });
    expect(await watch.next()).toBeUndefined();
  });

  it('stream lists: everything there is, a bookmark that says so, then what changes', async () => {
    demo.api.create(namespace('app'));
    const watch = await watchNamespaces(
      'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
    );
    const existing = demo.api.list('Namespace').length;
    for (let i = 0; i < existing; i++) {
      expect((await watch.next())?.type).toBe('ADDED');
    }
    expect(await watch.next()).toMatchObject({
      type: 'BOOKMARK',
      object: {
        metadata: {
          resourceVersion: String(version()),
          annotations: { 'k8s.io/initial-events-end': 'true' },
        },
      },
    });
    demo.api.create(namespace('later'));
    expect((await watch.next())?.object.metadata.name).toBe('later');
    watch.close();
  });

  it('leave no timer behind', async () => {
    const watch = await watchNamespaces('');
    await watch.next();
    const before = clock.pendingTimers;
    watch.close();
    while (clock.pendingTimers === before) {
      await new Promise(setImmediate);
    }
    const another = await watchNamespaces('');
    await another.next();
    await demo.stop();
    expect(clock.pendingTimers).toBe(0);
    demo = await startDemoCluster({ world: 'empty', clock });
  });

  it('break off when connections are dropped', async () => {
    const watch = await watchNamespaces(`resourceVersion=${version()}`);
    demo.dropConnections();
    await expect(watch.next()).rejects.toThrow();
    expect((await httpClient(demo).get(NAMESPACES)).status).toBe(200);
  });
});
