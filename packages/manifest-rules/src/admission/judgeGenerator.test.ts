import fc from 'fast-check';
import { DEFAULT_HUB_ACCESS } from './defaultHubAccess';
import { GENERATOR_CONDITIONS } from './generatorConditions';
import {
  generatorResource,
  judgeGenerator,
  mayRefuseGenerator,
} from './judgeGenerator';

const key = { name: 'mine', key: 'key' };

function textsOf(kind: string, spec: unknown) {
  return judgeGenerator(
    generatorResource(kind),
    { kind, spec },
    DEFAULT_HUB_ACCESS,
  ).map(({ text }) => text);
}

const vault = (provider: object) => ({ path: 'any', provider });

const DANGEROUS: readonly [string, string, unknown, string[]][] = [
  [
    'a Vault that gets the operator’s own token',
    'VaultDynamicSecret',
    vault({ auth: { kubernetes: { serviceAccountRef: {} } } }),
    ['provider.auth.kubernetes'],
  ],
  [
    'a Vault and no credential',
    'VaultDynamicSecret',
    vault({}),
    ['provider.auth is missing'],
  ],
  [
    'a Vault and a certificate of another namespace',
    'VaultDynamicSecret',
    vault({ auth: { cert: {} }, caProvider: { namespace: 'hub' } }),
    ['provider.caProvider.namespace'],
  ],
  [
    'any address that the operator reaches',
    'Webhook',
    { url: 'https://mallory.example' },
    ['webhooks (not among the team-generators)'],
  ],
  [
    'the operator’s AWS identity',
    'ECRAuthorizationToken',
    { region: 'eu-west-1' },
    ['auth without secretRef or jwt.serviceAccountRef'],
  ],
  [
    'a session of the operator’s AWS identity',
    'STSSessionToken',
    { auth: { jwt: { serviceAccountRef: {} } } },
    ['auth without secretRef'],
  ],
  [
    'the operator’s Google identity',
    'GCRAccessToken',
    { auth: {} },
    ['auth without secretRef or workloadIdentity'],
  ],
  [
    'a Google credential that names a file',
    'GCRAccessToken',
    { auth: { secretRef: key, workloadIdentityFederation: {} } },
    ['auth without secretRef or workloadIdentity'],
  ],
  [
    'the operator’s Azure identity',
    'ACRAccessToken',
    { auth: { servicePrincipal: {}, managedIdentity: {} } },
    ['auth without servicePrincipal or workloadIdentity.serviceAccountRef'],
  ],
  [
    'the operator’s Azure workload identity',
    'ACRAccessToken',
    { auth: { workloadIdentity: {} } },
    ['auth without servicePrincipal or workloadIdentity.serviceAccountRef'],
  ],
  [
    'what the operator is to do when it cleans up',
    'GeneratorState',
    {},
    ['generatorstates (not among the team-generators)'],
  ],
];

const HARMLESS: readonly [string, unknown][] = [
  ['Password', { length: 20 }],
  ['MFA', {}],
  ['VaultDynamicSecret', vault({ auth: { tokenSecretRef: key } })],
  ['ECRAuthorizationToken', { auth: { secretRef: key } }],
  ['STSSessionToken', { auth: { secretRef: key } }],
  ['GCRAccessToken', { auth: { workloadIdentity: {} } }],
  ['ACRAccessToken', { auth: { servicePrincipal: {} } }],
];

describe('judgeGenerator', () => {
  it.each(DANGEROUS)('refuses %s', (_title, kind, spec, texts) => {
    expect(textsOf(kind, spec)).toEqual(texts);
  });

  it.each(HARMLESS)('accepts a %s of the team alone', (kind, spec) => {
    expect(textsOf(kind, spec)).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['Webhook', {}, ['kind']],
    ['STSSessionToken', {}, ['spec']],
    ['STSSessionToken', { auth: {} }, ['spec.auth']],
    ['VaultDynamicSecret', vault({}), ['spec.provider']],
    [
      'VaultDynamicSecret',
      vault({ auth: { gcp: {}, cert: {} } }),
      ['spec.provider.auth.gcp'],
    ],
    ['VaultDynamicSecret', {}, ['spec']],
  ])('names the deepest place that there is, of a %s', (kind, spec, places) => {
    expect(
      judgeGenerator(
        generatorResource(kind),
        { kind, spec },
        DEFAULT_HUB_ACCESS,
      ).map(({ path }) => path.join('.')),
    ).toEqual(places);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), anything => {
        for (const resource of GENERATOR_CONDITIONS.keys()) {
          for (const object of [anything, { spec: anything }]) {
            const judge = () =>
              judgeGenerator(resource, object, DEFAULT_HUB_ACCESS);
            expect(judge).not.toThrow();
          }
        }
      }),
    );
  });
});

describe('mayRefuseGenerator', () => {
  it('leaves out those to which nothing can be held', () => {
    const may = (resource: string) =>
      mayRefuseGenerator(resource, DEFAULT_HUB_ACCESS);
    expect(['passwords', 'uuids'].map(may)).toEqual([false, false]);
    expect(['webhooks', 'stssessiontokens', 'later'].map(may)).toEqual([
      true,
      true,
      true,
    ]);
  });
});
