import { DemoCluster, startDemoCluster } from '../startDemoCluster';
import { httpClient, NAMESPACES } from '../testUtils/httpClient';
import { namespace, secret } from '../testUtils/objects';

describe('lists', () => {
  let demo: DemoCluster;
  beforeEach(async () => {
    demo = await startDemoCluster({ world: 'empty' });
    for (let i = 0; i < 7; i++) {
      demo.api.create(
        namespace(`app-${i}`, { tier: i % 2 ? 'odd' : 'even', app: 'yes' }),
      );
    }
  });
  afterEach(() => demo.stop());

  const names = (list: { items: any[] }) =>
    list.items.map(({ metadata }) => metadata.name);
  const listApps = (query: string) =>
    httpClient(demo).get(`${NAMESPACES}?labelSelector=app&${query}`);

  it('names its kind, its version, and its objects in the order of their names', async () => {
    const { status, body } = await listApps('');
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'NamespaceList', apiVersion: 'v1' });
    expect(body.metadata).toEqual({
      resourceVersion: String(demo.api.store.version),
    });
    expect(names(body)).toEqual([0, 1, 2, 3, 4, 5, 6].map(i => `app-${i}`));
  });

  it('gives pages that together show the state at the time of the first', async () => {
    const first = (await listApps('limit=3')).body;
    demo.api.create(namespace('app-35', { app: 'yes' }));
    demo.api.patch(
      { kind: 'Namespace', name: 'app-4' },
      { metadata: { labels: { app: null } } },
    );
    demo.api.patch(
      { kind: 'Namespace', name: 'app-5' },
      { metadata: { labels: { late: 'yes' } } },
    );
    const token = encodeURIComponent(first.metadata.continue);
    const second = (await listApps(`limit=3&continue=${token}`)).body;
    const third = (
      await listApps(`continue=${encodeURIComponent(second.metadata.continue)}`)
    ).body;

    expect([first, second, third].map(names)).toEqual([
      ['app-0', 'app-1', 'app-2'],
      ['app-3', 'app-4', 'app-5'],
      ['app-6'],
    ]);
    expect(second.items[2].metadata.labels.late).toBeUndefined();
    expect(second.metadata.resourceVersion).toBe(
      first.metadata.resourceVersion,
    );
    expect(third.metadata.continue).toBeUndefined();
  });

  it('counts what remains where nothing was selected', async () => {
    const all = await httpClient(demo).get(`${NAMESPACES}?limit=4`);
    expect(all.body.metadata.remainingItemCount).toBe(
      demo.api.list('Namespace').length - 4,
    );
    const some = await listApps('limit=4');
    expect(some.body.metadata).not.toHaveProperty('remainingItemCount');
  });

  it('answers 410 to a page of a snapshot that is no longer kept', async () => {
    const first = (await listApps('limit=3')).body;
    demo.api.create(namespace('another'));
    demo.compact();
    const { status, body } = await listApps(
      `limit=3&continue=${encodeURIComponent(first.metadata.continue)}`,
    );
    expect(status).toBe(410);
    expect(body).toMatchObject({
      kind: 'Status',
      reason: 'Expired',
      code: 410,
    });
  });

  it.each([
    ['tier=odd', ['app-1', 'app-3', 'app-5']],
    ['tier==odd', ['app-1', 'app-3', 'app-5']],
    ['app,tier!=odd', ['app-0', 'app-2', 'app-4', 'app-6']],
    ['tier in (odd,none)', ['app-1', 'app-3', 'app-5']],
    ['app,tier notin (odd)', ['app-0', 'app-2', 'app-4', 'app-6']],
    ['app,!tier', []],
  ])('selects by label: %s', async (selector, expected) => {
    const { body } = await httpClient(demo).get(
      `${NAMESPACES}?labelSelector=${encodeURIComponent(selector)}`,
    );
    expect(names(body)).toEqual(expected);
  });

  it('selects by field, and refuses a field that it has no index for', async () => {
    const { get } = httpClient(demo);
    const one = await get(`${NAMESPACES}?fieldSelector=metadata.name%3Dapp-3`);
    expect(names(one.body)).toEqual(['app-3']);
    const others = await get(
      `${NAMESPACES}?fieldSelector=${encodeURIComponent(
        'metadata.name!=app-3,status.phase=Terminating',
      )}`,
    );
    expect(names(others.body)).toEqual([]);
    const unknown = await get(`${NAMESPACES}?fieldSelector=spec.x%3Dy`);
    expect(unknown).toMatchObject({
      status: 400,
      body: {
        reason: 'BadRequest',
        message: 'field label not supported: spec.x',
      },
    });
  });

  it('keeps to the namespace of the path', async () => {
    demo.api.create(secret('a', 'app-1', { key: 'demo-only' }));
    demo.api.create(secret('b', 'app-2', { key: 'demo-only' }));
    const { get } = httpClient(demo);
    expect(names((await get('/api/v1/secrets')).body)).toEqual(['a', 'b']);
    expect(names((await get('/api/v1/namespaces/app-2/secrets')).body)).toEqual(
      ['b'],
    );
  });

  it.each(['limit=many', 'continue=nonsense', 'labelSelector=a%20b'])(
    'answers 400 to %s',
    async query => {
      expect(
        (await httpClient(demo).get(`${NAMESPACES}?${query}`)).status,
      ).toBe(400);
    },
  );
});
