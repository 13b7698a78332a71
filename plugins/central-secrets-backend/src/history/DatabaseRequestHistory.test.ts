import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { DatabaseRequestHistory } from './DatabaseRequestHistory';
import { openDatabase } from './openDatabase';
import { LabelChange } from '@central-secrets/backstage-plugin-central-secrets-node';
import { RequestEntry } from './RequestHistory';

// PostgreSQL is tried too, wherever the test environment offers one.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_14'],
});

const AT = Date.parse('2026-11-23T06:00:00.123Z');
const LABELS = { add: { 'secrets/registry': 'true' }, remove: [] };

let number = 0;
function entry(change: Partial<RequestEntry> = {}): RequestEntry {
  number += 1;
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    entityRef: 'component:default/shop',
    cluster: 'hub',
    namespace: 'shop',
    distribution: 'registry',
    action: 'add',
    labels: LABELS,
    userRef: 'user:default/jane',
    requestedAt: AT,
    ...change,
  };
}

describe.each(databases.eachSupportedId())(
  'DatabaseRequestHistory on %s',
  databaseId => {
    async function setUp() {
      const knex = await databases.init(databaseId);
      const history = new DatabaseRequestHistory(
        await openDatabase(mockServices.database({ knex })),
      );
      const record = async (
        change: Partial<RequestEntry>,
        outcome: 'applied' | 'failed' | 'unchanged' | 'unknown' = 'applied',
        labels: LabelChange = LABELS,
      ) => {
        const recorded = entry(change);
        await history.begin(recorded);
        await history.finish(recorded.id, { outcome, labels });
        return recorded;
      };
      /** Returns the table's row of a request. */
      const readRow = async (id: string) => {
        const row = await knex('requests').where({ id }).first();
        return {
          id: row.id,
          entityRef: row.entity_ref,
          cluster: row.cluster,
          namespace: row.namespace,
          distribution: row.distribution,
          action: row.action,
          labels: JSON.parse(row.labels),
          userRef: row.user_ref,
          requestedAt: new Date(row.requested_at).getTime(),
          outcome: row.outcome,
          detail: row.detail ?? undefined,
        };
      };
      return { history, record, readRow, knex };
    }

    it('keeps a request from its beginning to its end', async () => {
      const { history, readRow } = await setUp();
      const started = entry();
      await history.begin(started);
      expect(await readRow(started.id)).toEqual({
        ...started,
        outcome: 'started',
        detail: undefined,
      });
      const labels = { add: {}, remove: ['secrets/registry'] };
      await history.finish(started.id, {
        outcome: 'failed',
        labels,
        detail: 'refused',
      });
      expect(await readRow(started.id)).toEqual({
        ...started,
        labels,
        outcome: 'failed',
        detail: 'refused',
      });
    });

    it('knows who last asked for each distribution of a namespace', async () => {
      const { history, record } = await setUp();
      await record({ userRef: 'user:default/jane' });
      await record({ userRef: 'user:default/omar', requestedAt: AT + 1 });
      await record({ distribution: 'oauth' }, 'unchanged');
      await record({ namespace: 'another' });
      await record({ cluster: 'another' });
      expect(await history.lastRequests('hub', 'shop')).toEqual(
        new Map([
          ['registry', { by: 'user:default/omar', at: AT + 1 }],
          ['oauth', { by: 'user:default/jane', at: AT }],
        ]),
      );
    });

    it('forgets who asked once it was taken back, and not when that failed', async () => {
      const { history, record } = await setUp();
      await record({});
      await record({ action: 'remove', requestedAt: AT + 1 }, 'failed');
      expect((await history.lastRequests('hub', 'shop')).size).toBe(1);
      await record({ action: 'remove', requestedAt: AT + 2 });
      expect((await history.lastRequests('hub', 'shop')).size).toBe(0);
    });

    it('does not name the last user who asked where the answer was lost', async () => {
      const { history, record } = await setUp();
      await record({}, 'unknown');
      expect((await history.lastRequests('hub', 'shop')).size).toBe(0);
    });

    it.each(['applied', 'unknown'] as const)(
      'tells the labels of the last request that was %s',
      async outcome => {
        const { history, record } = await setUp();
        const labels = (value: string) => ({
          add: { 'secrets/registry': value },
          remove: [],
        });
        const nothing = { add: {}, remove: [] };
        await record({}, 'applied', labels('first'));
        await record({ requestedAt: AT + 1 }, outcome, labels('last'));
        await record({ requestedAt: AT + 2 }, 'failed', labels('failed'));
        await record({ requestedAt: AT + 3 }, 'unchanged', nothing);
        await record({ requestedAt: AT + 4 }, 'applied', nothing);
        await record({ requestedAt: AT + 5, action: 'remove' });
        await record({ requestedAt: AT + 6, namespace: 'another' });
        await record({ requestedAt: AT + 7, cluster: 'another' });
        await record({ requestedAt: AT + 8, distribution: 'another' });
        expect(await history.lastLabels('hub', 'shop', 'registry')).toEqual({
          'secrets/registry': 'last',
        });
        expect(
          await history.lastLabels('hub', 'shop', 'nothing'),
        ).toBeUndefined();
      },
    );

    it('leaves the tables alone where the platform migrates them itself', async () => {
      const knex = await databases.init(databaseId);
      await openDatabase(
        mockServices.database({ knex, migrations: { skip: true } }),
      );
      expect(await knex.schema.hasTable('requests')).toBe(false);
    });

    it('has migrations that go up, down and up again', async () => {
      const { knex } = await setUp();
      const directory = resolvePackagePath(
        '@central-secrets/backstage-plugin-central-secrets-backend',
        'migrations',
      );
      for (const table of ['requests', 'pull_requests']) {
        expect(await knex.schema.hasTable(table)).toBe(true);
      }
      await knex.migrate.rollback({ directory }, true);
      for (const table of ['requests', 'pull_requests']) {
        expect(await knex.schema.hasTable(table)).toBe(false);
      }
      await knex.migrate.latest({ directory });
      expect(await knex.schema.hasTable('pull_requests')).toBe(true);
    });
  },
);
