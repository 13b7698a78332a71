import { HubIndexPage } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  clusterStore,
  distribution,
  externalSecret,
} from '../__testUtils__/findings';
import { readManifests } from '../input';
import { lint } from '../lint';
import { manifestOf } from '../manifest';
import { DEFAULT_RULE_SETTINGS } from '../settings';

const source = (name: string, keys: string[], more = {}) => ({
  name,
  keys,
  version: '1',
  type: 'Opaque',
  changedAt: 0,
  ...more,
});

const LETTERS = [...'abcdefghijk'];

const PAGE: HubIndexPage = {
  name: 'central-secrets-index-00',
  sources: [
    source('registry', ['username', 'password', 'tls.crt']),
    source('many', ['a'], { keysLeftOut: 3 }),
    source('ten', LETTERS.slice(0, 10)),
    source('eleven', LETTERS),
  ],
  leftOut: 0,
  unreadable: 0,
};
const HEAD = { hubNamespace: 'hub', observedAt: 0 };

function told(
  spec: object,
  {
    objects = [],
    stores = ['vault'],
    page = PAGE,
  }: { objects?: object[]; stores?: string[]; page?: HubIndexPage } = {},
) {
  const input = readManifests(
    [distribution(spec), ...objects].map(object => manifestOf(object)!),
    DEFAULT_RULE_SETTINGS,
  );
  return lint({
    ...input,
    hubSources: { stores, index: { head: HEAD, pages: [page] } },
  })
    .filter(({ code }) => code === 'hub-source-missing')
    .map(({ path, message }) => `${path.slice(2).join('.')}: ${message}`);
}

const fetch = (remoteRef: object, more: object = {}) => ({
  data: [{ secretKey: 'a', remoteRef, ...more }],
});

describe('the sources of the hub', () => {
  it.each([
    [
      'a source that nothing is like',
      fetch({ key: 'database' }),
      [
        'data.0.remoteRef.key: the hub has no source database: create it in hub, or name one that it has',
      ],
    ],
    [
      'a source that is misspelled',
      { dataFrom: [{ extract: { key: 'registri' } }] },
      [
        'dataFrom.0.extract.key: the hub has no source registri: did you mean registry?',
      ],
    ],
    [
      'a key that nothing is like',
      fetch({ key: 'registry', property: 'token' }),
      [
        'data.0.remoteRef.property: the source registry has no key token: it has username, password, tls.crt',
      ],
    ],
    [
      'a key, and names ten of those that they have',
      {
        dataFrom: ['ten', 'eleven'].map(key => ({
          extract: { key, property: 'nothing' },
        })),
      },
      [
        'dataFrom.0.extract.property: the source ten has no key nothing: it has a, b, c, d, e, f, g, h, i, j',
        'dataFrom.1.extract.property: the source eleven has no key nothing: it has a, b, c, d, e, f, g, h, i, j and others',
      ],
    ],
    [
      'a key that is misspelled',
      fetch({ key: 'registry', property: 'pasword' }),
      [
        'data.0.remoteRef.property: the source registry has no key pasword: did you mean password?',
      ],
    ],
  ])('lack %s', (_what, spec, problems) => {
    expect(told(spec)).toEqual(problems);
  });

  it.each([
    ['what they have', fetch({ key: 'registry', property: 'tls.crt' })],
    ['a whole source', fetch({ key: 'registry' })],
    [
      'a part of the JSON in a key',
      fetch({ key: 'registry', property: 'username.first' }),
    ],
    ['a key among those left out', fetch({ key: 'many', property: 'z' })],
    [
      'a label',
      fetch({ key: 'registry', property: 'labels.a', metadataPolicy: 'Fetch' }),
    ],
    ['what another tool fills in', fetch({ key: '${NAME}', property: 'x' })],
    [
      'what comes from another store',
      fetch(
        { key: 'nothing' },
        { sourceRef: { storeRef: { kind: 'ClusterSecretStore', name: 'b' } } },
      ),
    ],
    ['what is not named', fetch({ property: 'x' })],
    [
      'what a store of a namespace has',
      {
        ...fetch({ key: 'nothing' }),
        secretStoreRef: { kind: 'SecretStore', name: 'vault' },
      },
    ],
    [
      'what a generator makes',
      {
        dataFrom: [
          {
            extract: { key: 'nothing' },
            sourceRef: { generatorRef: { kind: 'Password', name: 'a' } },
          },
        ],
      },
    ],
    [
      'what is found by its name',
      { dataFrom: [{ find: { name: { regexp: 'x' } } }] },
    ],
  ])('are not said to lack %s', (_what, spec) => {
    expect(told(spec)).toEqual([]);
  });

  it('are those of stores that read the hub, also of given ones', () => {
    const reading = (remoteNamespace: string) =>
      clusterStore({ provider: { kubernetes: { remoteNamespace } } });
    const spec = fetch({ key: 'nothing' });
    expect(told(spec, { stores: [] })).toEqual([]);
    expect(told(spec, { stores: [], objects: [reading('hub')] })).toHaveLength(
      1,
    );
    expect(told(spec, { objects: [reading('other')] })).toEqual([]);
    expect(
      told(spec, { objects: [{ ...reading('other'), kind: 'SecretStore' }] }),
    ).toHaveLength(1);
  });

  it('are not missing where the index leaves some out', () => {
    const page = { ...PAGE, leftOut: 1 };
    expect(told(fetch({ key: 'nothing' }), { page })).toEqual([]);
    expect(told(fetch({ key: 'nothing', property: 'a' }), { page })).toEqual(
      [],
    );
    expect(
      told(fetch({ key: 'registry', property: 'token' }), { page }),
    ).toHaveLength(1);
  });

  it('are not asked about without an index', () => {
    const input = readManifests(
      [manifestOf(externalSecret(fetch({ key: 'nothing' })))!],
      DEFAULT_RULE_SETTINGS,
    );
    expect(
      lint(input).filter(({ code }) => code === 'hub-source-missing'),
    ).toEqual([]);
  });
});
