import { clusterSecretStore, secretStore } from '../testUtils';
import { parseStore, StoreRecord } from '../records';
import { findNamedIn, storeTitle } from './namedStores';

describe('findNamedIn', () => {
  const stores = [
    secretStore('vault', 'app'),
    clusterSecretStore('vault'),
    clusterSecretStore('other'),
  ].map((object): StoreRecord => parseStore(object));

  it.each([
    ['SecretStore "vault" is not ready', 'SecretStore vault'],
    ['ClusterSecretStore "vault" is not ready', 'ClusterSecretStore vault'],
    ['could not get ClusterSecretStore "other", x', 'ClusterSecretStore other'],
    [
      'using cluster store "vault" is not allowed from namespace "app"',
      'ClusterSecretStore vault',
    ],
  ])('finds in %s: %s', (text, title) => {
    expect(storeTitle(findNamedIn(text, stores)!)).toBe(title);
  });

  it.each([
    'SecretStore "other" is not ready',
    'ClusterSecretStore "unknown" is not ready',
    'using cluster store "unknown" is not allowed',
    'OtherSecretStore "vault" is not ready',
    'SecretStore vault is not ready',
    'subcluster store "vault" is not allowed',
    'dial tcp: connection refused',
    '',
  ])('finds none in: %s', text => {
    expect(findNamedIn(text, stores)).toBeUndefined();
  });
});
