import {
  clusterStore,
  distribution,
  externalSecret,
  namespace,
} from './__testUtils__/findings';
import { NAME_LABEL, readManifests, storeKey } from './input';
import { manifestOf } from './manifest';
import { ManifestOrigins } from './origins';
import { DEFAULT_RULE_SETTINGS } from './settings';

const read = (objects: object[], origins?: ManifestOrigins) =>
  readManifests(
    objects.map(object => manifestOf(object)!),
    DEFAULT_RULE_SETTINGS,
    origins,
  );
const otherGroup = (object: object) => ({ ...object, apiVersion: 'a.io/v1' });

describe('the writers among manifests', () => {
  it('are ExternalSecrets and ClusterExternalSecrets of the operator', () => {
    const { writers } = read([
      externalSecret(),
      distribution(),
      clusterStore(),
      namespace('a'),
      otherGroup(externalSecret()),
    ]);
    expect(writers.map(({ manifest }) => manifest.kind)).toEqual([
      'ExternalSecret',
      'ClusterExternalSecret',
    ]);
  });

  it('are, of an ExternalSecret, in its own namespace', () => {
    const spec = { refreshInterval: '1h', target: { name: 'x' } };
    const [writer] = read([externalSecret(spec)]).writers;
    expect(writer).toMatchObject({
      isDistribution: false,
      namespace: 'shop',
      externalSecretName: 'database',
      targetName: 'x',
      specPath: ['spec'],
      selectors: [
        {
          selector: { matchLabels: { [NAME_LABEL]: 'shop' } },
          path: ['metadata', 'namespace'],
        },
      ],
    });
    expect(writer.spec).toMatchObject(spec);
    expect(writer.record).toMatchObject({ refreshIntervalMs: 3_600_000 });
  });

  it('reach no namespace that is not known', () => {
    const [writer] = read([
      externalSecret({}, { namespace: undefined }),
    ]).writers;
    expect(writer).not.toHaveProperty('namespace');
    expect(writer.selectors).toEqual([]);
  });

  it('are, of a distribution, in all namespaces that it selects', () => {
    const matchLabels = { a: 'b' };
    const [writer] = read([
      distribution(
        { refreshInterval: 'x' },
        {
          namespaces: ['c'],
          namespaceSelector: { matchLabels },
          namespaceSelectors: [{ matchLabels }, {}],
          externalSecretName: 'copy',
        },
        { namespace: 'ignored' },
      ),
    ]).writers;
    expect(writer).toMatchObject({
      isDistribution: true,
      externalSecretName: 'copy',
      targetName: 'copy',
      specPath: ['spec', 'externalSecretSpec'],
    });
    expect(writer).not.toHaveProperty('namespace');
    expect(writer.record).toBeUndefined();
    expect(writer.selectors.map(({ path }) => path.join('.'))).toEqual([
      'spec.namespaces.0',
      'spec.namespaceSelector',
      'spec.namespaceSelectors.0',
      'spec.namespaceSelectors.1',
    ]);
    expect(writer.selectors.map(({ selector }) => selector)).toMatchObject([
      { matchLabels: { [NAME_LABEL]: 'c' } },
      { matchLabels },
      { matchLabels },
      {},
    ]);
  });

  it('take the name of the object, where nothing else is named', () => {
    const [first, second] = read([
      distribution(),
      externalSecret({ externalSecretName: 'ignored' }),
    ]).writers;
    expect(first).toMatchObject({
      externalSecretName: 'pull',
      targetName: 'pull',
    });
    expect(second).toMatchObject({ externalSecretName: 'database' });
  });

  it('are no parts of objects', () => {
    const { writers, stores, fragments, manifests } = read(
      [externalSecret(), clusterStore()],
      { isPatch: () => true },
    );
    expect({ writers, stores }).toEqual({ writers: [], stores: [] });
    expect([...fragments]).toEqual(manifests);
  });
});

describe('the stores among manifests', () => {
  it('are those of both kinds, with their conditions', () => {
    const namespaceSelector = { matchLabels: { a: 'b' } };
    const { stores } = read([
      clusterStore({
        conditions: [
          { namespaceSelector },
          { namespaces: ['c', 5], namespaceRegexes: ['d'] },
        ],
      }),
      {
        ...clusterStore({}, 'mine'),
        kind: 'SecretStore',
        metadata: { name: 'mine', namespace: 'shop' },
      },
      {
        ...clusterStore({}, 'odd'),
        metadata: { name: 'odd', namespace: 'shop' },
      },
      otherGroup(clusterStore()),
    ]);
    expect(stores.map(({ manifest }) => manifest.name)).toEqual([
      'vault',
      'mine',
      'odd',
    ]);
    expect(stores[0].conditions).toMatchObject([
      { namespaceSelector, namespaces: [], namespaceRegexes: [] },
      { namespaces: ['c'], namespaceRegexes: ['d'] },
    ]);
    expect(stores[0].conditions[1]).not.toHaveProperty('namespaceSelector');
    expect(stores.map(store => store.namespace)).toEqual([
      undefined,
      'shop',
      undefined,
    ]);
    expect(stores[2]).not.toHaveProperty('namespace');
  });

  it('are found by kind, name and namespace, the first of each', () => {
    const { stores, storesByKey } = read([clusterStore(), clusterStore()]);
    expect([...storesByKey]).toEqual([
      [storeKey('ClusterSecretStore', 'vault', undefined), stores[0]],
    ]);
  });

  it.each([
    ['ClusterSecretStore', undefined, 'ClusterSecretStore//a'],
    ['ClusterSecretStore', 'shop', 'ClusterSecretStore//a'],
    ['SecretStore', 'shop', 'SecretStore/shop/a'],
    ['SecretStore', undefined, 'SecretStore//a'],
  ])('have the key of the kind %s in namespace %s: %s', (kind, inside, key) => {
    expect(storeKey(kind, 'a', inside)).toBe(key);
  });
});

describe('the namespaces among manifests', () => {
  it('have their labels and their name, and are found by each', () => {
    const { namespaces, namespacesByLabel } = read([
      namespace('a', { team: 'x', [NAME_LABEL]: 'wrong' }),
      namespace('b', { team: 'x' }),
      { ...namespace('c'), kind: 'Pod' },
      otherGroup(namespace('d')),
    ]);
    expect(Object.fromEntries(namespaces)).toEqual({
      a: { team: 'x', [NAME_LABEL]: 'a' },
      b: { team: 'x', [NAME_LABEL]: 'b' },
    });
    expect(namespacesByLabel.get('team=x')).toEqual(['a', 'b']);
    expect(namespacesByLabel.get(`${NAME_LABEL}=b`)).toEqual(['b']);
  });
});
