import assert from 'node:assert/strict';
import { ConformanceClient, ConformanceFeature, WatchEvent } from './feature';

async function createSecrets(
  admin: ConformanceClient,
  namespace: string,
  labels: Record<string, Record<string, string>>,
): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/secrets`;
  for (const [name, of] of Object.entries(labels)) {
    const { status } = await admin.request('POST', path, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, labels: of },
    });
    assert.equal(status, 201);
  }
  return path;
}

const namesOf = (list: any): string[] =>
  list.items.map(({ metadata }: any) => metadata.name);

async function take(
  watch: { next(): Promise<WatchEvent | undefined> },
  count: number,
): Promise<WatchEvent[]> {
  const events: WatchEvent[] = [];
  while (events.length < count) {
    const event = await watch.next();
    assert.ok(event, `the watch ended after ${events.length} of ${count}`);
    events.push(event);
  }
  return events;
}

/** Lists and watches. */
export const READING_FEATURES: ConformanceFeature[] = [
  {
    name: 'gives pages that together show the state at the time of the first',
    async check({ admin, namespace }) {
      const path = await createSecrets(admin, namespace, {
        a: {},
        b: {},
        c: {},
        d: {},
      });
      const first = (await admin.request('GET', `${path}?limit=2`)).body;
      assert.deepEqual(namesOf(first), ['a', 'b']);
      assert.equal(first.metadata.remainingItemCount, 2);
      await createSecrets(admin, namespace, { bb: {} });
      await admin.request('DELETE', `${path}/d`);
      const second = (
        await admin.request(
          'GET',
          `${path}?limit=2&continue=${encodeURIComponent(
            first.metadata.continue,
          )}`,
        )
      ).body;
      assert.deepEqual(namesOf(second), ['c', 'd']);
      assert.equal(
        second.metadata.resourceVersion,
        first.metadata.resourceVersion,
      );
      assert.ok(!second.metadata.continue);
    },
  },
  {
    name: 'leaves kind and apiVersion out of the items of a built-in kind’s list',
    async check({ admin, namespace }) {
      const path = await createSecrets(admin, namespace, { a: {} });
      const { body } = await admin.request('GET', path);
      assert.equal(body.kind, 'SecretList');
      assert.equal(body.items[0].kind, undefined);
      assert.equal(body.items[0].apiVersion, undefined);
      const watch = await admin.watch(path);
      const [{ object }] = await take(watch, 1);
      watch.close();
      assert.equal(object.kind, 'Secret');
    },
  },
  {
    name: 'selects by labels and by fields',
    async check({ admin, namespace }) {
      const path = await createSecrets(admin, namespace, {
        a: { tier: 'x', app: 'yes' },
        b: { tier: 'y', app: 'yes' },
        c: { app: 'yes' },
      });
      const select = async (query: string) =>
        namesOf((await admin.request('GET', `${path}?${query}`)).body);
      const byLabel = (selector: string) =>
        select(`labelSelector=${encodeURIComponent(selector)}`);
      assert.deepEqual(await byLabel('tier=x'), ['a']);
      assert.deepEqual(await byLabel('app,tier!=x'), ['b', 'c']);
      assert.deepEqual(await byLabel('tier in (x,y)'), ['a', 'b']);
      assert.deepEqual(await byLabel('app,tier notin (x)'), ['b', 'c']);
      assert.deepEqual(await byLabel('app,!tier'), ['c']);
      assert.deepEqual(await select('fieldSelector=metadata.name%3Db'), ['b']);
      const unknown = `${path}?fieldSelector=spec.none%3Db`;
      assert.equal((await admin.request('GET', unknown)).status, 400);
    },
  },
  {
    name: 'tells a watch every change after its version, in order',
    async check({ admin, namespace }) {
      const path = await createSecrets(admin, namespace, { a: {} });
      const list = (await admin.request('GET', path)).body;
      await createSecrets(admin, namespace, { b: {} });
      const watch = await admin.watch(
        `${path}?resourceVersion=${list.metadata.resourceVersion}`,
      );
      await admin.request(
        'PATCH',
        `${path}/b`,
        { metadata: { labels: { x: 'y' } } },
        'application/merge-patch+json',
      );
      await admin.request('DELETE', `${path}/b`);
      const events = await take(watch, 3);
      watch.close();
      assert.deepEqual(
        events.map(({ type }) => type),
        ['ADDED', 'MODIFIED', 'DELETED'],
      );
      const versions = events.map(({ object }) =>
        Number(object.metadata.resourceVersion),
      );
      assert.ok(versions[0] < versions[1] && versions[1] < versions[2]);
    },
  },
  {
    name: 'begins a watch without a version with all that there is',
    async check({ admin, namespace }) {
      const path = await createSecrets(admin, namespace, { a: {}, b: {} });
      const watch = await admin.watch(path);
      const events = await take(watch, 2);
      watch.close();
      assert.deepEqual(
        events.map(({ type, object }) => [type, object.metadata.name]).sort(),
        [
          ['ADDED', 'a'],
          ['ADDED', 'b'],
        ],
      );
    },
  },
  {
    name: 'tells a watch that selects when an object begins and ceases to match',
    async check({ admin, namespace }) {
      const path = await createSecrets(admin, namespace, { a: {} });
      const { body } = await admin.request('GET', path);
      const watch = await admin.watch(
        `${path}?labelSelector=x&resourceVersion=${body.metadata.resourceVersion}`,
      );
      const label = async (x: string | null) =>
        (
          await admin.request(
            'PATCH',
            `${path}/a`,
            { metadata: { labels: { x } } },
            'application/merge-patch+json',
          )
        ).body;
      await label('1');
      await label('2');
      const last = await label(null);
      const events = await take(watch, 3);
      watch.close();
      assert.deepEqual(
        events.map(({ type, object }) => [type, object.metadata.labels]),
        [
          ['ADDED', { x: '1' }],
          ['MODIFIED', { x: '2' }],
          ['DELETED', { x: '2' }],
        ],
      );
      assert.equal(
        events[2].object.metadata.resourceVersion,
        last.metadata.resourceVersion,
      );
    },
  },
  {
    name: 'streams a list, and says where it ends',
    async check({ admin, namespace }) {
      const path = await createSecrets(admin, namespace, { a: {}, b: {} });
      const watch = await admin.watch(
        `${path}?sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
      );
      const events = await take(watch, 3);
      await createSecrets(admin, namespace, { c: {} });
      const [later] = await take(watch, 1);
      watch.close();
      assert.deepEqual(
        events.map(({ type, object }) => [type, object.metadata.name]).sort(),
        [
          ['ADDED', 'a'],
          ['ADDED', 'b'],
          ['BOOKMARK', undefined],
        ],
      );
      const { metadata } = events[2].object;
      assert.equal(metadata.annotations['k8s.io/initial-events-end'], 'true');
      assert.ok(
        Number(metadata.resourceVersion) >=
          Number(events[1].object.metadata.resourceVersion),
      );
      assert.deepEqual(
        [later.type, later.object.metadata.name],
        ['ADDED', 'c'],
      );
    },
  },
  {
    name: 'refuses a streamed list that does not say how old it may be, and the reverse',
    async check({ admin, namespace }) {
      const path = `/api/v1/namespaces/${namespace}/secrets?watch=1`;
      for (const query of [
        'sendInitialEvents=true',
        'resourceVersionMatch=NotOlderThan',
      ]) {
        const { status, body } = await admin.request('GET', `${path}&${query}`);
        assert.equal(status, 422);
        assert.match(body.message, /resourceVersionMatch/);
      }
    },
  },
  {
    name: 'ends a watch after timeoutSeconds',
    async check({ admin, namespace }) {
      const watch = await admin.watch(
        `/api/v1/namespaces/${namespace}/secrets?timeoutSeconds=1`,
      );
      assert.equal(await watch.next(), undefined);
    },
  },
];
