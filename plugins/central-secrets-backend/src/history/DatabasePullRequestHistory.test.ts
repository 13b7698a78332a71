import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabasePullRequestHistory } from './DatabasePullRequestHistory';
import { DatabaseRequestHistory } from './DatabaseRequestHistory';
import { openDatabase } from './openDatabase';
import { PullRequestEntry } from './PullRequestHistory';

// PostgreSQL is tried too, wherever the test environment offers one.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_14'],
});

const AT = Date.parse('2026-11-23T06:00:00.123Z');

function entry(
  number: number,
  change: Partial<PullRequestEntry> = {},
): PullRequestEntry {
  return {
    url: `https://git.example.com/acme/clusters/pulls/${number}`,
    repository: 'https://git.example.com/acme/clusters',
    number: String(number),
    entityRef: 'component:default/shop',
    cluster: 'hub',
    namespace: 'shop',
    distribution: 'registry',
    action: 'add',
    labels: { add: { 'secrets/registry': 'true' }, remove: [] },
    userRef: 'user:default/jane',
    openedAt: AT + number,
    ...change,
  };
}

describe.each(databases.eachSupportedId())(
  'DatabasePullRequestHistory on %s',
  databaseId => {
    async function setUp() {
      const knex = await openDatabase(
        mockServices.database({ knex: await databases.init(databaseId) }),
      );
      return { knex, history: new DatabasePullRequestHistory(knex) };
    }

    it('remembers the newest one of each distribution of a namespace', async () => {
      const { history } = await setUp();
      await history.recordOpen(entry(1));
      await history.recordOpen(entry(2));
      await history.recordOpen(entry(3, { distribution: 'oauth' }));
      await history.recordOpen(entry(4, { namespace: 'other' }));
      await history.recordOpen(entry(5, { cluster: 'edge' }));
      await expect(history.newestOf('hub', 'shop')).resolves.toEqual([
        {
          ...entry(3, { distribution: 'oauth' }),
          state: 'open',
          checkedAt: AT + 3,
        },
        { ...entry(2), state: 'open', checkedAt: AT + 2 },
      ]);
    });

    it('keeps the first user of one that is found again', async () => {
      const { history } = await setUp();
      await history.recordOpen(entry(1));
      await history.recordOpen(
        entry(1, { userRef: 'user:default/joe', openedAt: AT + 500 }),
      );
      await expect(history.newestOf('hub', 'shop')).resolves.toEqual([
        { ...entry(1), state: 'open', checkedAt: AT + 500 },
      ]);
    });

    it('gives those first whose host was asked longest ago', async () => {
      const { history } = await setUp();
      for (const number of [1, 2, 3]) {
        await history.recordOpen(entry(number));
      }
      await history.recordState(entry(1).url, 'open', AT + 100);
      await history.recordState(entry(2).url, 'closed', AT + 100);
      const open = await history.openOnes(5);
      expect(open.map(({ number }) => number)).toEqual(['3', '1']);
      await expect(history.openOnes(1)).resolves.toHaveLength(1);
    });

    it('remembers what became of one, and when', async () => {
      const { history } = await setUp();
      await history.recordOpen(entry(1));
      await history.recordState(entry(1).url, 'merged', AT + 100);
      await expect(history.awaitedOnes(5)).resolves.toEqual([
        {
          ...entry(1),
          state: 'merged',
          checkedAt: AT + 100,
          endedAt: AT + 100,
        },
      ]);
      await history.recordApplied(entry(1).url, AT + 200);
      await expect(history.awaitedOnes(5)).resolves.toEqual([]);
      const [recorded] = await history.newestOf('hub', 'shop');
      expect(recorded.appliedAt).toBe(AT + 200);
    });

    it('grants the requests of one whose labels arrived', async () => {
      const { knex, history } = await setUp();
      const requests = new DatabaseRequestHistory(knex);
      const id = '00000000-0000-4000-8000-000000000001';
      const { labels, url } = entry(1);
      await requests.begin({
        ...entry(1),
        id,
        requestedAt: AT,
        reason: 'We pull images.',
      });
      await requests.finish(id, {
        outcome: 'proposed',
        labels,
        pullRequestUrl: url,
      });
      await expect(requests.lastRequests('hub', 'shop')).resolves.toEqual(
        new Map(),
      );
      await history.recordOpen(entry(1));
      await history.recordApplied(url, AT + 200);
      await expect(requests.lastRequests('hub', 'shop')).resolves.toEqual(
        new Map([['registry', { by: 'user:default/jane', at: AT }]]),
      );
    });
  },
);
