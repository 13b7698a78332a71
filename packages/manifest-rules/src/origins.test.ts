import { externalSecret, namespace } from './__testUtils__/findings';
import { holdsHubObjects } from './hubObjects';
import { readManifests } from './input';
import { describeManifest, manifestOf } from './manifest';
import { isFragment, knownNamespace } from './origins';
import { DEFAULT_RULE_SETTINGS } from './settings';

const manifest = (object: object) => manifestOf(object)!;
const ESO = 'external-secrets.io/v1';
const bare = (spec: unknown, more: object = {}) =>
  manifest({
    apiVersion: ESO,
    kind: 'ExternalSecret',
    metadata: { name: 'a' },
    spec,
    ...more,
  });

describe('a part of an object', () => {
  it.each<[string, unknown, object]>([
    ['that has no spec', undefined, {}],
    ['that has none of the usual fields', { data: [{ secretKey: 'a' }] }, {}],
    ['that replaces the object', { target: {} }, { $patch: 'delete' }],
    ['that deletes deep inside', { target: { a: [{ $patch: 'delete' }] } }, {}],
    ['that keeps keys', { target: { $retainKeys: [] } }, {}],
    ['that deletes', { target: { '$deleteFromPrimitiveList/a': [] } }, {}],
    ['that sorts', { target: { '$setElementOrder/a': [] } }, {}],
  ])('is one %s', (_what, spec, more) => {
    expect(isFragment(bare(spec, more), {})).toBe(true);
  });

  it.each([
    ['secretStoreRef', { secretStoreRef: {} }],
    ['target', { target: null }],
    ['refreshInterval', { refreshInterval: '1h' }],
    ['refreshPolicy', { refreshPolicy: 'Periodic' }],
    ['a source of its own', { data: [{ sourceRef: {} }] }],
    ['a word that only begins like a directive', { target: { $patches: 1 } }],
  ])('is none with %s', (_what, spec) => {
    expect(isFragment(bare(spec), {})).toBe(false);
  });

  it('is what a file names as a patch', () => {
    expect(isFragment(bare({ target: {} }), { isPatch: () => true })).toBe(
      true,
    );
    expect(isFragment(bare({ target: {} }), { isPatch: () => false })).toBe(
      false,
    );
  });

  it('is told by what it lacks only of an ExternalSecret', () => {
    expect(isFragment(bare(undefined, { kind: 'SecretStore' }), {})).toBe(
      false,
    );
    expect(
      isFragment(
        manifest({ apiVersion: 'v1', kind: 'ExternalSecret', $patch: 'x' }),
        {},
      ),
    ).toBe(false);
  });
});

describe('the namespace of an object', () => {
  const within = (name: string | undefined) =>
    manifest(externalSecret({}, { namespace: name }));

  it.each([
    ['shop', 'shop'],
    ['${NAMESPACE}', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('is, with the text %s: %s', (text, known) => {
    expect(knownNamespace(within(text), {})).toBe(known);
  });

  it('is not the one of the text, where a kustomization sets another', () => {
    expect(knownNamespace(within('shop'), { isMoved: () => true })).toBe(
      undefined,
    );
    expect(knownNamespace(within('shop'), { isMoved: () => false })).toBe(
      'shop',
    );
  });
});

describe('an object as a manifest', () => {
  it.each([
    undefined,
    'text',
    {},
    { apiVersion: 'v1' },
    { kind: 'Pod' },
    { apiVersion: 1, kind: 'Pod' },
    { apiVersion: 'v1', kind: '' },
  ])('is none: %j', object => {
    expect(manifestOf(object)).toBeUndefined();
  });

  it.each([
    ['v1', ''],
    ['apps/v1', 'apps'],
  ])('has, by its apiVersion %s, the group "%s"', (apiVersion, group) => {
    const object = { apiVersion, kind: 'A', metadata: { name: 5 } };
    expect(manifestOf(object)).toEqual({
      apiVersion,
      group,
      kind: 'A',
      name: '',
      namespace: undefined,
      object,
    });
  });

  it.each([
    [{ name: 'a' }, 'Pod a'],
    [{ name: 'a', namespace: 'b' }, 'Pod b/a'],
    [{}, 'Pod (without a name)'],
  ])('is described with its namespace and name (%j)', (metadata, text) => {
    expect(
      describeManifest(manifest({ apiVersion: 'v1', kind: 'Pod', metadata })),
    ).toBe(text);
  });
});

describe('the objects of a hub', () => {
  const distributed = (change: object, metadata: object = {}) => ({
    apiVersion: ESO,
    kind: 'ClusterExternalSecret',
    metadata: { name: 'a', ...metadata },
    spec: { externalSecretSpec: change },
  });
  const named = (apiVersion: string, kind: string, name: string) => ({
    apiVersion,
    kind,
    metadata: { name },
  });
  const HUB = 'central-secret-store';

  it.each([
    named('v1', 'ConfigMap', 'central-secrets-access'),
    named('v1', 'Namespace', HUB),
    named(ESO, 'ClusterSecretStore', HUB),
    distributed({ secretStoreRef: { name: HUB } }),
    distributed({}, { annotations: { 'central-secrets/description': 'a' } }),
  ])('are known: %j', object => {
    expect(holdsHubObjects([manifest(namespace('x')), manifest(object)])).toBe(
      true,
    );
  });

  it.each([
    named('v1', 'ConfigMap', HUB),
    named('v1', 'Secret', HUB),
    named('v1', 'Namespace', 'central-secrets-access'),
    named('example.com/v1', 'Namespace', HUB),
    named('example.com/v1', 'ClusterSecretStore', HUB),
    named(ESO, 'ClusterSecretStore', 'vault'),
    named(ESO, 'SecretStore', HUB),
    distributed({ secretStoreRef: { name: 'vault' } }),
    distributed({}),
    distributed({}, { annotations: { 'x.central-secrets/description': 'a' } }),
    {
      ...distributed({ secretStoreRef: { name: HUB } }),
      kind: 'ExternalSecret',
    },
  ])('are not: %j', object => {
    expect(holdsHubObjects([manifest(object)])).toBe(false);
  });

  it('decide whether the conventions hold, where the settings do not', () => {
    const isHub = (hub: boolean | undefined, ...objects: object[]) =>
      readManifests(objects.map(manifest), { ...DEFAULT_RULE_SETTINGS, hub })
        .isHub;
    expect(isHub(undefined, namespace(HUB))).toBe(true);
    expect(isHub(undefined, namespace('shop'))).toBe(false);
    expect(isHub(false, namespace(HUB))).toBe(false);
    expect(isHub(true)).toBe(true);
  });
});
