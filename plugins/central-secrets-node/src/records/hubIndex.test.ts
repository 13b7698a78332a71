import { Change, clusterSecretStore, distribution } from '../testUtils';
import { HubIndex, isIndexCurrent, withIndexedKeys } from './hubIndex';
import { parseDistribution } from './parse/distribution';
import { parseStore } from './parse/store';

const NOW = Date.parse('2026-11-30T09:00:00Z');

const index: HubIndex = {
  head: { hubNamespace: 'central-secret-store', observedAt: NOW },
  pages: [
    {
      name: 'central-secrets-index-00',
      sources: [
        {
          name: 'exchange',
          version: '1',
          type: 'Opaque',
          keys: ['api-key', 'api-secret'],
          changedAt: NOW,
        },
      ],
      leftOut: 0,
      unreadable: 0,
    },
  ],
};

const storeOf = (provider: object) =>
  parseStore(clusterSecretStore('s', { spec: { provider } as Change }));
const hubStore = storeOf({
  kubernetes: { remoteNamespace: 'central-secret-store' },
});

const whole = { extract: { key: 'exchange' } };

function specOf(change: object) {
  return parseDistribution(
    distribution('d', {
      spec: {
        externalSecretSpec: { data: [], dataFrom: [whole], ...change },
      },
    }),
  ).spec;
}

const keysOf = (change: object, store = hubStore) =>
  withIndexedKeys(specOf(change), store, index).keys;

describe('withIndexedKeys', () => {
  it('names the keys of a source that arrives whole', () => {
    expect(keysOf({})).toEqual(['api-key', 'api-secret']);
    expect(
      keysOf({
        dataFrom: [
          {
            extract: {
              key: 'exchange',
              conversionStrategy: 'Default',
              decodingStrategy: 'None',
              metadataPolicy: 'None',
            },
          },
        ],
        target: { template: { type: 'Opaque', metadata: { labels: {} } } },
      }),
    ).toEqual(['api-key', 'api-secret']);
  });

  it.each<[string, object]>([
    ['one property of it', { key: 'exchange', property: 'a' }],
    ['an earlier version of it', { key: 'exchange', version: '1' }],
    ['its metadata', { key: 'exchange', metadataPolicy: 'Fetch' }],
  ])('names none where %s arrives', (_, extract) => {
    expect(keysOf({ dataFrom: [{ extract }] })).toBeUndefined();
  });

  it.each<[string, object]>([
    ['a rewrite', { dataFrom: [{ ...whole, rewrite: [{ regexp: {} }] }] }],
    ['another store', { dataFrom: [{ ...whole, sourceRef: {} }] }],
    ['two sources', { dataFrom: [whole, whole] }],
    ['a search', { dataFrom: [{ find: { name: { regexp: '.*' } } }] }],
    ['a template', { target: { template: { data: { a: 'b' } } } }],
    [
      'a template of a ConfigMap',
      { target: { template: { templateFrom: [{ configMap: {} }] } } },
    ],
    ['further keys', { data: [{ secretKey: 'a', remoteRef: { key: 'b' } }] }],
  ])('names no keys of the index with %s', (_, change) => {
    const spec = specOf(change);
    expect(withIndexedKeys(spec, hubStore, index)).toBe(spec);
  });

  it.each([
    ['another provider', storeOf({ vault: { server: 'https://vault' } })],
    ['another namespace', storeOf({ kubernetes: { remoteNamespace: 'team' } })],
    ['an unknown store', undefined],
  ])('names no keys of the index for %s', (_, store) => {
    const spec = specOf({});
    expect(withIndexedKeys(spec, store, index)).toBe(spec);
  });

  it('names none of a source that the index does not have', () => {
    expect(
      keysOf({ dataFrom: [{ extract: { key: 'other' } }] }),
    ).toBeUndefined();
  });
});

describe('isIndexCurrent', () => {
  it.each([
    [0, true],
    [9 * 60_000, true],
    [11 * 60_000, false],
    [-11 * 60_000, false],
  ])('is, %s ms after its head, %s', (age, isCurrent) => {
    expect(isIndexCurrent(index, NOW + age)).toBe(isCurrent);
  });
});
