import { renderMessage } from '../../texts';
import {
  InternalDistributionNames,
  InternalPlanMistake,
  planInternalDistribution,
} from '.';

const NAMES: InternalDistributionNames = {
  data: 'secret',
  datasource: 'postgres',
  holder: 'temporal',
  producer: {
    namespace: 'platform-data',
    secret: 'temporal.platform-postgres.credentials',
    keys: [
      { key: 'username', property: 'username' },
      { key: 'password', property: 'password' },
    ],
  },
  consumers: [{ namespace: 'temporal', secret: 'temporal-postgres' }],
};

function plan(names: Partial<InternalDistributionNames>): any {
  return planInternalDistribution({ ...NAMES, ...names });
}

describe('planInternalDistribution', () => {
  const { path, manifests } = plan({});
  const [push, read] = manifests;
  const STORE = { kind: 'ClusterSecretStore', name: 'vault-backend' };

  it('5a.3.2 MUST: the PushSecret references a ClusterSecretStore', () => {
    expect(push.spec.secretStoreRefs).toEqual([STORE]);
  });

  it('5a.3.2 MUST: the PushSecret names each key', () => {
    expect(push.spec.data).toEqual(
      ['username', 'password'].map(key => ({
        match: {
          secretKey: key,
          remoteRef: { remoteKey: path, property: key },
        },
      })),
    );
    expect(push.spec.dataTo).toBeUndefined();
  });

  it('5a.3.2 MUST: the PushSecret uses the standardized path', () => {
    expect(path).toBe('platform-data/postgres/temporal');
    expect(
      plan({
        data: 'configuration',
        holder: 'platform-postgres',
        producer: {
          ...NAMES.producer,
          keys: [{ key: 'host', property: 'host' }],
        },
      }).path,
    ).toBe('platform-config/postgres/platform-postgres');
  });

  it('5a.3.3 MUST: the ExternalSecret references the same ClusterSecretStore', () => {
    expect(read.spec.secretStoreRef).toEqual(STORE);
    const other = plan({ store: 'vault' }).manifests;
    expect(other[0].spec.secretStoreRefs[0]).toEqual(
      other[1].spec.secretStoreRef,
    );
  });

  it('5a.3.3 MUST: consumer workloads get a Secret of their own namespace to mount', () => {
    expect(read.metadata).toEqual({
      name: 'temporal-postgres',
      namespace: 'temporal',
    });
    expect(read.spec.target).toEqual({ name: 'temporal-postgres' });
  });

  it('5a.3.3 MAY: several ExternalSecrets read the same path', () => {
    const [, first, second] = plan({
      consumers: [
        { namespace: 'temporal', secret: 'temporal-postgres' },
        { namespace: 'reports', secret: 'temporal-postgres' },
      ],
    }).manifests;
    expect(first.spec.data).toEqual(second.spec.data);
    expect(second.metadata.namespace).toBe('reports');
  });

  it('5a.3.5: both intervals are an hour unless another one is named', () => {
    for (const [given, interval] of [
      [undefined, '1h'],
      ['5m', '5m'],
    ]) {
      for (const { spec } of plan({ refreshInterval: given }).manifests) {
        expect(spec.refreshInterval).toBe(interval);
      }
    }
  });

  const producerWith = (key: string, property: string) => ({
    producer: { ...NAMES.producer, keys: [{ key, property }] },
  });

  it.each<[string, string, Partial<InternalDistributionNames>, string]>([
    [
      '5a.5.3',
      'datasource',
      { datasource: '../../sys' },
      '"platform-data/../../sys/temporal" does not have the form platform-data/{datasource}/{consumer} or platform-config/{datasource}/{instance}: write platform-data/postgres/temporal, or the like',
    ],
    [
      '5a.5.3',
      'datasource',
      { datasource: '..' },
      '".." has others than lower-case letters, digits and single hyphens: write platform-data/postgres/temporal, or the like',
    ],
    [
      '5a.5.3',
      'holder',
      { holder: 'Währung' },
      '"Währung" has others than lower-case letters, digits and single hyphens: write platform-data/postgres/w-hrung, or the like',
    ],
    [
      '5a.5.3',
      'holder',
      { holder: 'order service' },
      '"order service" has others than lower-case letters, digits and single hyphens: write platform-data/postgres/order-service, or the like',
    ],
    [
      '5a.5.3',
      'holder',
      { holder: 'a'.repeat(1_000) },
      `"${'a'.repeat(
        60,
      )}…" has 1000 characters: write at most 63, such as temporal`,
    ],
    [
      '5a.5.3',
      'holder',
      { holder: 'temporal-prod' },
      '"temporal-prod" names an environment, which Vault\'s namespaces are for: write platform-data/postgres/temporal, or the like',
    ],
    [
      '5a.1.5',
      'consumers.0.namespace',
      { consumers: [{ namespace: 'platform-data', secret: 'a' }] },
      '"platform-data" is the producer\'s namespace: reference Secret "temporal.platform-postgres.credentials" there directly',
    ],
    [
      '5a.3.3',
      'consumers',
      { consumers: [] },
      'consumers is empty: name the namespace and the Secret of each, such as temporal and temporal-postgres',
    ],
    [
      '5a.3.3',
      'consumers.1',
      { consumers: [NAMES.consumers[0], NAMES.consumers[0]] },
      '"temporal/temporal-postgres" is named twice: give each consumer a Secret of its own, such as temporal-postgres',
    ],
    [
      '5a.3.2',
      'producer.keys',
      { producer: { ...NAMES.producer, keys: [] } },
      'producer.keys is empty, and every key is named explicitly: name at least one, such as password',
    ],
    [
      '5a.3.2',
      'producer.keys.1.property',
      {
        producer: {
          ...NAMES.producer,
          keys: [
            { key: 'a', property: 'token' },
            { key: 'b', property: 'token' },
          ],
        },
      },
      '"token" is named twice: give each key a property of its own, such as username and password',
    ],
    [
      '5a.5.4',
      'producer.keys.0.property',
      producerWith('pass', 'pass'),
      '"pass" has another usual name: write password',
    ],
    [
      '5a.5.4',
      'producer.keys.0.property',
      producerWith('host', 'host'),
      '"host" is configuration: push it below platform-config, such as platform-config/postgres/platform-postgres',
    ],
    [
      '5a.5.4',
      'producer.keys.0.property',
      { data: 'configuration', ...producerWith('password', 'password') },
      '"password" is a credential: push it below platform-data, such as platform-data/postgres/temporal',
    ],
    [
      '5a.5.4',
      'producer.keys.0.property',
      producerWith('a', 'a.b'),
      '"a.b" is not a property: use letters, digits, "_" and "-", at most 63, such as password',
    ],
    [
      'Kubernetes',
      'producer.keys.0.key',
      producerWith('a b', 'token'),
      '"a b" is not a key of a Secret: use letters, digits, ".", "_" and "-", such as password',
    ],
    [
      'Kubernetes',
      'producer.namespace',
      { producer: { ...NAMES.producer, namespace: 'Platform' } },
      'producer.namespace "Platform" is not the name of a namespace: use lower-case letters, digits and hyphens, at most 63, such as temporal',
    ],
    [
      'Kubernetes',
      'store',
      { store: '' },
      'store (empty) is not the name of an object: use lower-case letters, digits, hyphens and dots, at most 253, such as temporal-postgres',
    ],
    [
      '5a.3.5',
      'refreshInterval',
      { refreshInterval: '0' },
      '"0" is not an interval, so a rotation would never arrive: write it such as 1h or 5m',
    ],
    [
      '5a.3.5',
      'refreshInterval',
      { refreshInterval: 'hourly' },
      '"hourly" is not an interval, so a rotation would never arrive: write it such as 1h or 5m',
    ],
  ])('refuses by %s a wrong %s: %j', (rule, field, names, message) => {
    expect(
      plan(names).mistakes.map((mistake: InternalPlanMistake) => [
        mistake.rule,
        mistake.field,
        renderMessage(mistake.problem),
      ]),
    ).toEqual([[rule, field, message]]);
  });
});
