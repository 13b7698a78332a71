import {
  Change,
  childOf,
  distribution,
  externalSecret,
  failedStatus,
  syncedStatus,
} from '../../testUtils';
import { parseDistribution } from './distribution';
import { parseExternalSecret } from './externalSecret';

const CANARY = 'canary-not-a-real-secret';
const at = (time: string) => Date.parse(time);

describe('parseExternalSecret', () => {
  const spec = (change: object) =>
    parseExternalSecret(externalSecret('e', 'app', { spec: change as any }))
      .spec;

  it('keeps owner, status and the generation that was synced', () => {
    const owner = distribution('d');
    expect(
      parseExternalSecret(childOf(owner, 'app', { status: syncedStatus('d') })),
    ).toMatchObject({
      namespace: 'app',
      name: 'd',
      generation: 1,
      owner: {
        kind: 'ClusterExternalSecret',
        name: 'd',
        uid: 'uid-of-clusterexternalsecret-d',
      },
      refreshedAt: at('2026-11-23T05:00:00Z'),
      syncedGeneration: 1,
      boundSecret: 'd',
      ready: { status: 'True', reason: 'SecretSynced' },
    });
  });

  it('leaves out what a never attempted one does not have yet', () => {
    const record = parseExternalSecret(externalSecret('e', 'app'));
    expect(Object.keys(record)).toEqual([
      'namespace',
      'name',
      'uid',
      'generation',
      'createdAt',
      'spec',
    ]);
  });

  it('redacts the message of its condition', () => {
    const raw = externalSecret('e', 'app', {
      status: failedStatus('failed: token=canary'),
    });
    expect(parseExternalSecret(raw).ready?.message).toBe(
      'failed: token=[hidden]',
    );
  });

  it('fills in the defaults of the operator’s schema', () => {
    expect(
      spec({
        refreshInterval: undefined,
        target: undefined,
        secretStoreRef: { name: 's', kind: undefined },
      }),
    ).toEqual({
      stores: [{ kind: 'SecretStore', name: 's' }],
      targetType: 'Opaque',
      keys: ['token'],
      sources: [{ key: 'github-pat', property: 'token' }],
      creationPolicy: 'Owner',
      deletionPolicy: 'Retain',
      refreshPolicy: 'Periodic',
      refreshIntervalMs: 3_600_000,
    });
  });

  it('finds the store that an entry names for itself', () => {
    expect(
      spec({
        secretStoreRef: undefined,
        data: [
          {
            secretKey: 'k',
            remoteRef: { key: 'r' },
            sourceRef: { storeRef: { name: 's', kind: 'ClusterSecretStore' } },
          },
        ],
      }).stores,
    ).toEqual([{ kind: 'ClusterSecretStore', name: 's' }]);
  });

  const entry = (sourceRef?: object) => ({
    secretKey: 'k',
    remoteRef: { key: 'r' },
    ...(sourceRef ? { sourceRef } : {}),
  });
  const own = (name: string, kind?: string) =>
    entry({ storeRef: { name, kind } });
  it.each<[string, object, string[]]>([
    [
      'the default store first, and each store once',
      { data: [own('b'), entry(), own('b'), own('s')] },
      ['SecretStore s', 'SecretStore b'],
    ],
    [
      'stores of one name and different kinds',
      { data: [own('b'), own('b', 'ClusterSecretStore')] },
      ['SecretStore b', 'ClusterSecretStore b'],
    ],
    [
      'not the default store, where every entry names its own',
      { data: [own('b')] },
      ['SecretStore b'],
    ],
    [
      'no store, where only generators are used',
      {
        data: [],
        dataFrom: [{ sourceRef: { generatorRef: { kind: 'Password' } } }],
      },
      [],
    ],
    [
      'the default store beside a generator',
      { dataFrom: [{ sourceRef: { generatorRef: { kind: 'Password' } } }] },
      ['SecretStore s'],
    ],
  ])('reads %s', (_, change, stores) => {
    expect(
      spec({
        secretStoreRef: { name: 's', kind: 'SecretStore' },
        data: [entry()],
        ...change,
      }).stores.map(({ kind, name }) => `${kind} ${name}`),
    ).toEqual(stores);
  });

  const template = (content: object) => ({ target: { template: content } });
  it.each<[string, object, string[] | undefined]>([
    ['the provider’s, without a template', {}, ['token']],
    [
      'the provider’s, where the template has no content',
      template({ type: 'Opaque', metadata: {} }),
      ['token'],
    ],
    ['the template’s alone', template({ data: { b: '', a: '' } }), ['a', 'b']],
    [
      'both, where they are merged',
      template({ data: { a: '' }, mergePolicy: 'Merge' }),
      ['a', 'token'],
    ],
    [
      'unknown, where whole secrets are read',
      { dataFrom: [{ extract: { key: 'x' } }] },
      undefined,
    ],
    [
      'the template’s, even where whole secrets are read',
      {
        dataFrom: [{ extract: { key: 'x' } }],
        ...template({ data: { a: '' } }),
      },
      ['a'],
    ],
    [
      'unknown, where whole secrets are read and merged',
      {
        dataFrom: [{ extract: { key: 'x' } }],
        ...template({ data: { a: '' }, mergePolicy: 'Merge' }),
      },
      undefined,
    ],
    [
      'unknown, where the template’s content is elsewhere',
      template({
        data: { a: '' },
        templateFrom: [{ configMap: { name: 'c' } }],
      }),
      undefined,
    ],
    [
      'the template’s, where only annotations come from elsewhere',
      template({
        data: { a: '' },
        templateFrom: [{ target: 'Annotations', literal: 'a: b' }],
      }),
      ['a'],
    ],
  ])('knows the keys: %s', (_, change, keys) => {
    expect(spec(change).keys).toEqual(keys);
  });

  it('keeps which store an entry reads, and whether it reads metadata', () => {
    const storeRef = { kind: 'ClusterSecretStore', name: 'vault' };
    const { spec: read } = parseExternalSecret(
      externalSecret('e', 'app', {
        spec: {
          data: [
            {
              secretKey: 'a',
              remoteRef: { key: 'a', metadataPolicy: 'Fetch' },
              sourceRef: { storeRef },
            },
          ],
          dataFrom: [{ extract: { key: 'b', property: 'c' } }],
        },
      }),
    );
    expect(read.sources).toEqual([
      { key: 'a', store: storeRef, isMetadata: true },
      { key: 'b', property: 'c' },
    ]);
    expect(read).not.toHaveProperty('hasMoreSources');
  });

  it('says where more sources are read than it keeps', () => {
    const { spec: read } = parseExternalSecret(
      externalSecret('e', 'app', {
        spec: {
          data: Array.from({ length: 21 }, () => ({
            secretKey: 'a',
            remoteRef: { key: 'a' },
          })),
        },
      }),
    );
    expect(read.sources).toHaveLength(20);
    expect(read.hasMoreSources).toBe(true);
  });

  it.each<[string, Change, object | undefined]>([
    ['no windows', { kind: 'deny', windows: [] }, undefined],
    [
      'an unknown kind',
      { kind: 'x', windows: [{ schedule: '@daily', duration: '1h' }] },
      undefined,
    ],
    [
      'windows, without those that cannot be read',
      {
        kind: 'allow',
        windows: [
          { schedule: '0 22 * * *', duration: '2h30m' },
          { schedule: '@daily', duration: 'soon' },
          { duration: '1h' },
          { schedule: '@hourly' },
        ],
      },
      {
        kind: 'allow',
        windows: [
          { schedule: '0 22 * * *', durationMs: 9_000_000 },
          { schedule: '@hourly', durationMs: 0 },
        ],
      },
    ],
    [
      'too many windows',
      {
        kind: 'deny',
        windows: Array.from({ length: 11 }, () => ({ schedule: '@daily' })),
      },
      {
        kind: 'deny',
        windows: Array.from({ length: 10 }, () => ({
          schedule: '@daily',
          durationMs: 0,
        })),
        isCut: true,
      },
    ],
  ])('reads sync windows: %s', (_, syncWindows, kept) => {
    const { spec: read } = parseExternalSecret(
      externalSecret('e', 'app', { spec: { syncWindows } }),
    );
    expect(read.syncWindows).toEqual(kept);
  });

  it('keeps each generator that an entry names, once', () => {
    const generatorRef = { kind: 'Password', name: 'random' };
    const { spec: read } = parseExternalSecret(
      externalSecret('e', 'app', {
        spec: {
          dataFrom: [
            { sourceRef: { generatorRef } },
            { sourceRef: { generatorRef } },
            { sourceRef: { generatorRef: { kind: 'UUID' } } },
          ],
        },
      }),
    );
    expect(read.generators).toEqual([generatorRef]);
    expect(read.stores).toHaveLength(1);
  });

  it.each([
    ['ConfigMap', 'ConfigMap'],
    ['Secret', undefined],
  ])('knows an object of another kind that is written: %s', (kind, known) => {
    const { spec: read } = parseExternalSecret(
      externalSecret('e', 'app', {
        spec: { target: { manifest: { apiVersion: 'v1', kind } } },
      }),
    );
    expect(read.targetKind).toBe(known);
    expect(read.targetType).toBe(known ?? 'Opaque');
  });

  it('keeps nothing of a template but its keys', () => {
    const raw = externalSecret('e', 'app', {
      metadata: { annotations: { note: CANARY }, labels: { note: CANARY } },
      spec: {
        target: {
          template: {
            data: { key: CANARY },
            templateFrom: [{ literal: CANARY }],
            metadata: { annotations: { a: CANARY }, labels: { b: CANARY } },
          },
        },
        dataFrom: [{ find: { name: { regexp: CANARY } } }],
      },
    });
    expect(JSON.stringify(parseExternalSecret(raw))).not.toContain(CANARY);
    expect(
      JSON.stringify(
        parseDistribution(
          distribution('d', {
            metadata: { annotations: { note: CANARY } },
            spec: {
              externalSecretSpec: raw.spec as any,
              externalSecretMetadata: { annotations: { note: CANARY } },
            },
          }),
        ),
      ),
    ).not.toContain(CANARY);
  });

  it('reads a negative interval as ESO does: never again', () => {
    expect(spec({ refreshInterval: '-1s' }).refreshIntervalMs).toBe(0);
  });
});
