import fc from 'fast-check';
import {
  DANGEROUS_PROVIDERS,
  HARMLESS_PROVIDERS,
} from './__fixtures__/storeSamples';
import { DEFAULT_HUB_ACCESS } from './defaultHubAccess';
import { fieldAt } from './fieldAt';
import { HubAccess } from './HubAccess';
import { judgeStore } from './judgeStore';
import { PROVIDER_CONDITIONS } from './providerConditions';

function textsOf(provider: unknown, access: Partial<HubAccess> = {}) {
  return judgeStore(
    { spec: { provider } },
    { ...DEFAULT_HUB_ACCESS, ...access },
  ).map(({ text }) => text);
}

describe('judgeStore', () => {
  it.each(DANGEROUS_PROVIDERS)('refuses %s', (_title, provider, texts) => {
    expect(textsOf(provider)).toEqual(texts);
  });

  it.each(HARMLESS_PROVIDERS)('accepts %s', (_title, provider) => {
    expect(textsOf(provider)).toEqual([]);
  });

  it('has a dangerous store for every provider with conditions', () => {
    const tried = new Set(
      DANGEROUS_PROVIDERS.flatMap(([, provider]) => Object.keys(provider)),
    );
    expect(
      [...PROVIDER_CONDITIONS.keys()].filter(name => !tried.has(name)),
    ).toEqual([]);
  });

  it('accepts Kubernetes authentication at a Vault of the platform, with an account of the team', () => {
    const server = 'https://vault.example';
    const access = { teamVaultServers: [server] };
    const vault = (kubernetes: object, at = server) => ({
      vault: { server: at, auth: { kubernetes } },
    });
    const serviceAccountRef = { name: 'default' };
    expect(textsOf(vault({ serviceAccountRef }), access)).toEqual([]);
    expect(textsOf(vault({}), access)).toEqual(['vault.auth.kubernetes']);
    expect(
      textsOf(
        vault({ serviceAccountRef }, `${server}.mallory.example`),
        access,
      ),
    ).toEqual(['vault.auth.kubernetes']);
  });

  it('accepts a provider that the platform adds, and refuses one that it removes', () => {
    expect(textsOf({ fake: {} }, { teamStoreProviders: ['fake'] })).toEqual([]);
    expect(textsOf({ doppler: {} }, { teamStoreProviders: [] })).toEqual([
      'doppler (not among the team-store-providers)',
    ]);
  });

  it('names a place that exists', () => {
    for (const [, provider] of DANGEROUS_PROVIDERS) {
      const store = { spec: { provider } };
      for (const { path } of judgeStore(store, DEFAULT_HUB_ACCESS)) {
        expect(fieldAt(store, path.join('.'))).toBeDefined();
      }
    }
  });

  it.each<[object, string[]]>([
    [{}, ['']],
    [{ later: {} }, ['later']],
    [{ vault: {} }, ['vault']],
    [{ vault: { auth: { iam: {} } } }, ['vault.auth.iam', 'vault.auth']],
    [
      { kubernetes: { auth: {}, server: { caProvider: { namespace: 'a' } } } },
      ['kubernetes.server.caProvider.namespace'],
    ],
    [{ oracle: {} }, ['oracle']],
    [{ conjur: { auth: { jwt: {} } } }, ['conjur.auth.jwt']],
    [
      { doppler: { caProvider: { namespace: 'a' } } },
      ['doppler.caProvider.namespace'],
    ],
  ])('names the deepest place that there is, of %j', (provider, places) => {
    expect(
      judgeStore({ spec: { provider } }, DEFAULT_HUB_ACCESS).map(({ path }) =>
        path.slice(2).join('.'),
      ),
    ).toEqual(places);
  });

  it('takes a provider that is null for none, as the API server does', () => {
    expect(textsOf({ doppler: {}, vault: null })).toEqual([]);
  });

  it('refuses anything that is not a store, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), anything => {
        const names = ['vault', 'kubernetes', 'azurekv', 'webhook'];
        for (const store of [
          anything,
          { spec: anything },
          { spec: { provider: anything } },
        ]) {
          expect(judgeStore(store, DEFAULT_HUB_ACCESS)).not.toEqual([]);
        }
        for (const name of names) {
          judgeStore(
            { spec: { provider: { [name]: anything } } },
            DEFAULT_HUB_ACCESS,
          );
          judgeStore(
            { spec: { provider: { [name]: { auth: anything } } } },
            DEFAULT_HUB_ACCESS,
          );
        }
      }),
    );
  });

  it('takes no inherited member for a field', () => {
    const inherited = Object.create({ auth: { tokenSecretRef: {} } });
    inherited.server = 'https://vault.example';
    expect(textsOf({ vault: inherited })).toEqual(['vault.auth is missing']);
  });
});
