import { DELIVERY_STATES } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ManualClock } from '../clock';
import { DemoCluster, startDemoCluster } from '../startDemoCluster';
import { derivePushes } from '../testUtils/chains';
import { deriveDeliveries } from '../testUtils/deliveries';

describe('internal distribution in the example platform', () => {
  let clock: ManualClock;
  let demo: DemoCluster;
  beforeEach(async () => {
    clock = new ManualClock();
    demo = await startDemoCluster({ clock });
    clock.advance(100_000);
  });
  afterEach(() => demo.stop());

  const pushes = () => derivePushes(demo, clock.now());

  it('shows a push in each state that one can have there', () => {
    const derived = pushes();
    expect(derived).toEqual({
      'vault-backend/platform-data/postgres/temporal': [
        'platform-data-postgres-temporal: synced',
      ],
      'vault-backend/platform-data/postgres/backstage': [
        'platform-data-postgres-backstage: synced',
      ],
      'vault-backend/platform-config/postgres/platform-postgres': [
        'platform-config-postgres-platform-postgres: synced',
      ],
      'vault-backend/platform-data/redis/temporal': [
        'platform-data-redis-temporal: failed source-missing',
      ],
      'vault-backend/platform-data/rabbitmq/orders': [
        'rabbitmq-orders: failed property-missing',
      ],
      'vault-backend/platform-data/mongodb/temporal': [
        'mongodb-temporal: failed not-managed',
      ],
      'vault-backend/platform-data/kafka/connect/worker': [
        'kafka-connect: failed permission',
      ],
      'vault-next/platform-data/etcd/backup': [
        'etcd-backup: failed store-missing',
      ],
      'vault-backend/platform-data/mysql/orders': [
        'mysql-orders-copy: conflict several-writers',
        'mysql-orders: conflict several-writers',
      ],
      'payments-vault/platform-data/postgres/ledger': [
        'payments-ledger: denied',
      ],
      'platform-vault/platform-data/clickhouse/analytics': [
        expect.stringMatching(/^clickhouse-analytics: store-unavailable/),
      ],
      'next-generation-store/platform-config/flags/export': [
        'feature-flags-export: pending',
      ],
      'vault-backend/platform-data/nats/temporal': ['nats-temporal: outdated'],
      'vault-backend/platform-data/minio/temporal': ['minio-temporal: stale'],
      'vault-backend/platform-data/cassandra/legacy': [
        'cassandra-legacy: terminating',
      ],
    });
    const states = new Set(
      Object.values(derived)
        .flat()
        .map(text => text.split(' ')[1]),
    );
    // The last two are states of what a distribution selects; the first needs a cluster that does not answer.
    expect(DELIVERY_STATES.filter(state => !states.has(state))).toEqual([
      'unknown',
      'not-requested',
      'orphaned',
    ]);
  });

  it('lets consumers keep their copies where the push fails, and names those that never had one', () => {
    const states = Object.fromEntries(
      Object.entries(deriveDeliveries(demo, clock.now()))
        .filter(([id]) => id.startsWith('temporal/'))
        .map(([id, { state, cause }]) => [
          id.replace('temporal/declared:', ''),
          cause ? `${state} ${cause}` : state,
        ]),
    );
    expect(states).toEqual({
      'temporal-postgres': 'synced',
      'temporal-postgres-endpoint': 'synced',
      'temporal-redis': 'synced',
      'temporal-redis-endpoint': 'failed source-missing',
      'temporal-mongodb': 'synced',
      'temporal-mysql-orders': 'synced',
      'temporal-nats': 'synced',
      'temporal-minio': 'synced',
      'temporal-elasticsearch': 'failed source-missing',
    });
  });

  it('carries a rotation from the producer to its consumer, in at most two intervals', () => {
    const source = {
      kind: 'Secret',
      namespace: 'platform-data',
      name: 'temporal.platform-postgres.credentials.postgresql.acid.zalan.do',
    };
    const passwordOf = (namespace: string, name: string) =>
      demo.api.get({ kind: 'Secret', namespace, name }).data.password;
    demo.api.patch(source, {
      data: { password: Buffer.from('demo-only-rotated').toString('base64') },
    });
    expect(passwordOf('temporal', 'temporal-postgres')).not.toBe(
      passwordOf('platform-data', source.name),
    );
    // And five seconds, by which the operator looks late.
    clock.advance(2 * 30_000 + 5_000);
    expect(passwordOf('temporal', 'temporal-postgres')).toBe(
      passwordOf('platform-data', source.name),
    );
  });
});
