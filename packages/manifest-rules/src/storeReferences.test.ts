import {
  clusterStore,
  distribution,
  externalSecret,
} from './__testUtils__/findings';
import { readManifests } from './input';
import { Manifest, manifestOf } from './manifest';
import { ManifestOrigins, Togetherness } from './origins';
import { DEFAULT_RULE_SETTINGS } from './settings';
import {
  findStores,
  lacksStore,
  storeReferencesOf,
  storesAreGiven,
} from './storeReferences';

const secretStore = (name: string, namespace?: string, mark = '') => ({
  ...clusterStore({ mark }, name),
  kind: 'SecretStore',
  metadata: { name, namespace },
});

function given(
  writer: object,
  stores: object[],
  origins: ManifestOrigins = {},
  complete = false,
) {
  const input = readManifests(
    [writer, ...stores].map(object => manifestOf(object)!),
    { ...DEFAULT_RULE_SETTINGS, complete },
    origins,
  );
  const [first] = input.writers;
  const [reference] = storeReferencesOf(first);
  return {
    found: findStores(input, first, reference).map(({ manifest }) =>
      input.stores.findIndex(store => store.manifest === manifest),
    ),
    areGiven: storesAreGiven(input, first, reference),
  };
}

const MINE = { secretStoreRef: { name: 'mine', kind: 'SecretStore' } };
const unplaced = externalSecret(MINE, { namespace: undefined });
const together = (answer: (store: Manifest) => Togetherness) => ({
  together: (one: Manifest, other: Manifest) => {
    expect(other.kind).not.toMatch(/Store$/);
    return answer(one);
  },
});
const hasMark = ({ object }: Manifest, mark: string) =>
  (object.spec as { mark?: string }).mark === mark;

describe('the stores that a reference may mean', () => {
  it.each<[string, object, object[], number[]]>([
    ['one of the whole cluster', externalSecret(), [clusterStore()], [0]],
    ['none of another name', externalSecret(), [clusterStore({}, 'b')], []],
    [
      'the first of several with its name',
      externalSecret(),
      [clusterStore(), clusterStore()],
      [0],
    ],
    [
      'none of another kind',
      externalSecret(),
      [secretStore('vault', 'shop')],
      [],
    ],
    [
      'the one of its own namespace',
      externalSecret(MINE),
      [secretStore('mine', 'other'), secretStore('mine', 'shop')],
      [1],
    ],
    ['none of another', externalSecret(MINE), [secretStore('mine', 'b')], []],
    [
      'one whose namespace is not told',
      externalSecret(MINE),
      [secretStore('mine')],
      [0],
    ],
    [
      'all that have the name, where its own namespace is not told',
      unplaced,
      [secretStore('mine', 'a'), secretStore('mine', 'b')],
      [0, 1],
    ],
    [
      'none for a distribution that needs one in each namespace',
      distribution(MINE),
      [secretStore('mine')],
      [],
    ],
    [
      'one of the whole cluster for a distribution',
      distribution(),
      [clusterStore()],
      [0],
    ],
  ])('are %s', (_what, writer, stores, found) => {
    expect(given(writer, stores).found).toEqual(found);
  });

  it('are those that are for the same cluster, where one is known to be', () => {
    const stores = ['a', 'b', 'c'].map(mark => clusterStore({ mark }));
    const found = (answer: (store: Manifest) => Togetherness) =>
      given(externalSecret(), stores, together(answer)).found;
    expect(
      found(store => (hasMark(store, 'b') ? 'certain' : 'likely')),
    ).toEqual([1]);
    expect(found(() => 'likely')).toEqual([0, 1, 2]);
  });

  it('are those of the namespace also where several clusters are given', () => {
    const stores = [secretStore('mine', 'shop'), secretStore('mine', 'b')];
    expect(
      given(
        externalSecret(MINE),
        stores,
        together(() => 'likely'),
      ).found,
    ).toEqual([0]);
  });
});

describe('whether all stores of a kind are given', () => {
  it.each<[string, object, object[], boolean, boolean]>([
    ['one is', externalSecret(), [clusterStore({}, 'b')], false, true],
    ['none is', externalSecret(), [secretStore('b', 'shop')], false, false],
    ['everything is', externalSecret(), [], true, true],
    ['it is in a namespace', externalSecret(MINE), [], true, true],
    ['its namespace is not told', unplaced, [secretStore('b')], true, false],
    [
      'a distribution needs one in each namespace',
      distribution(MINE),
      [secretStore('b')],
      true,
      false,
    ],
  ])('where %s', (_what, writer, stores, complete, areGiven) => {
    expect(given(writer, stores, {}, complete).areGiven).toBe(areGiven);
  });

  it.each<[Togetherness, boolean]>([
    ['certain', true],
    ['likely', false],
    ['unknown', false],
  ])('where one is %s for the same cluster', (how, areGiven) => {
    expect(
      given(
        externalSecret(),
        [clusterStore()],
        together(() => how),
      ).areGiven,
    ).toBe(areGiven);
  });
});

describe('whether a store is missing that a file uses outside of a hub', () => {
  it.each([
    ['vault', true],
    ['vaults', true],
    ['onepassword', false],
  ])('where it brings %s', (name, areGiven) => {
    const input = readManifests(
      [externalSecret(), clusterStore({}, name)].map(
        object => manifestOf(object)!,
      ),
      { ...DEFAULT_RULE_SETTINGS, hub: false },
      { together: () => 'certain' },
    );
    const [writer] = input.writers;
    expect(storesAreGiven(input, writer, storeReferencesOf(writer)[0])).toBe(
      areGiven,
    );
  });
});

describe('the places that name a store', () => {
  const writerOf = (spec: object) =>
    readManifests(
      [manifestOf(externalSecret({ refreshInterval: '1h', ...spec }))!],
      DEFAULT_RULE_SETTINGS,
    ).writers[0];
  const storeRef = { name: 'own' };

  it('are the one of the whole, and those of entries', () => {
    const writer = writerOf({
      data: [{ secretKey: 'a' }, { sourceRef: { storeRef } }],
      dataFrom: [{ sourceRef: { storeRef: { ...storeRef, kind: 'X' } } }],
    });
    expect(storeReferencesOf(writer)).toEqual([
      {
        kind: 'ClusterSecretStore',
        name: 'vault',
        path: ['spec', 'secretStoreRef'],
      },
      {
        kind: 'SecretStore',
        name: 'own',
        path: ['spec', 'data', 1, 'sourceRef', 'storeRef'],
      },
      {
        kind: 'X',
        name: 'own',
        path: ['spec', 'dataFrom', 0, 'sourceRef', 'storeRef'],
      },
    ]);
  });

  const none = { secretStoreRef: undefined };
  it.each([
    [{ data: [{}] }, false],
    [{ ...none, data: [{}] }, true],
    [{ ...none, dataFrom: [{}] }, true],
    [{ ...none, data: [] }, false],
    [{ ...none, data: [{ sourceRef: { storeRef } }] }, false],
    [{ ...none, data: [{ sourceRef: { storeRef } }, {}] }, true],
    [{ ...none, dataFrom: [{ sourceRef: { generatorRef: {} } }] }, false],
  ])('are missing in %j: %s', (spec, isMissing) => {
    expect(lacksStore(writerOf(spec))).toBe(isMissing);
  });
});
