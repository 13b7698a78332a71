import {
  findInternalPathFault,
  InternalDistributionNames,
  kindOfInternalProperty,
  planInternalDistribution,
  usualInternalProperty,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import { readManifests } from '../input';
import { lint } from '../lint';
import { manifestOf } from '../manifest';
import { DEFAULT_RULE_SETTINGS } from '../settings';

const STORE = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterSecretStore',
  metadata: { name: 'vault-backend' },
  spec: {
    provider: {
      vault: {
        server: 'https://vault.example.com',
        path: 'secret',
        version: 'v2',
      },
    },
  },
};

function findings(objects: readonly object[]): string[] {
  return lint(
    readManifests(
      objects.map(object => manifestOf(object)!),
      { ...DEFAULT_RULE_SETTINGS, complete: true },
    ),
  ).map(({ code, message }) => `${code}: ${message}`);
}

function manifestsOf(names: InternalDistributionNames) {
  const plan = planInternalDistribution(names);
  expect(plan).not.toHaveProperty('mistakes');
  return 'manifests' in plan ? plan.manifests : [];
}

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/);
const part = fc
  .stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,3}$/)
  .filter(each => !findInternalPathFault(`platform-data/postgres/${each}`));

function namesOf(data: 'secret' | 'configuration') {
  const property = fc
    .stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,10}[a-z0-9]$/)
    .filter(
      each =>
        !usualInternalProperty(each) &&
        (kindOfInternalProperty(each) ?? data) === data,
    );
  return fc
    .record({
      datasource: part,
      holder: part,
      namespaces: fc.uniqueArray(name, { minLength: 2, maxLength: 5 }),
      secret: name,
      properties: fc.uniqueArray(property, { minLength: 1, maxLength: 4 }),
    })
    .map(
      ({
        datasource,
        holder,
        namespaces: [producer, ...consumers],
        secret,
        properties,
      }): InternalDistributionNames => ({
        data,
        datasource,
        holder,
        producer: {
          namespace: producer,
          secret,
          keys: properties.map(each => ({ key: each, property: each })),
        },
        consumers: consumers.map(namespace => ({ namespace, secret })),
      }),
    );
}

describe('the manifests of planInternalDistribution', () => {
  it('pass every rule, whatever the names', () => {
    fc.assert(
      fc.property(
        fc.oneof(namesOf('secret'), namesOf('configuration')),
        names => {
          expect(findings([STORE, ...manifestsOf(names)])).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('do not pass once a part of the route is missing or another', () => {
    const [push, read] = manifestsOf({
      data: 'secret',
      datasource: 'postgres',
      holder: 'temporal',
      producer: {
        namespace: 'platform-data',
        secret: 'temporal',
        keys: [{ key: 'password', property: 'password' }],
      },
      consumers: [{ namespace: 'temporal', secret: 'temporal-postgres' }],
    }) as any[];
    const other = { kind: 'ClusterSecretStore', name: 'other' };
    for (const objects of [
      [push],
      [read],
      [push, { ...read, spec: { ...read.spec, secretStoreRef: other } }],
      [
        push,
        { ...read, metadata: { ...read.metadata, namespace: 'platform-data' } },
      ],
    ]) {
      expect(findings([STORE, ...objects]).join('\n')).toContain(
        'internal-route-broken',
      );
    }
  });
});
