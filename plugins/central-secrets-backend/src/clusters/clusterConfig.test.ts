import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readClusters } from './readClusters';

describe('centralSecrets.clusters', () => {
  const readOwn = (...clusters: JsonObject[]) =>
    readClusters(new ConfigReader({ centralSecrets: { clusters } }), {
      logger: mockServices.logger.mock(),
    });

  const token = { serviceAccountToken: 'not-a-real-token' };
  const url = 'https://kubernetes.example:6443';

  it.each<[string, JsonObject, string]>([
    ['no name', { url }, '[0]: name is missing'],
    ['a name with a slash', { name: 'a/b', url, ...token }, "name 'a/b' must"],
    ['no way in', { name: 'hub' }, 'either kubeconfig (with context) or url'],
    [
      'two ways in',
      { name: 'hub', url, kubeconfig: '/x' },
      '(hub): kubeconfig and url exclude each other',
    ],
    [
      'a kubeconfig with a CA beside it',
      { name: 'hub', kubeconfig: '/x', caData: 'x' },
      '(hub): caData cannot be used: the kubeconfig says it',
    ],
    [
      'a url without a token',
      { name: 'hub', url },
      '(hub): one of kubeconfig, serviceAccountToken and serviceAccountTokenFile is needed',
    ],
    [
      'two tokens',
      { name: 'hub', url, ...token, serviceAccountTokenFile: '/x' },
      '(hub): serviceAccountToken and serviceAccountTokenFile exclude each other',
    ],
    [
      'a context without a kubeconfig',
      { name: 'hub', url, ...token, context: 'x' },
      '(hub): context cannot be used: it belongs to kubeconfig',
    ],
    [
      'no namespace',
      { name: 'hub', url, ...token, namespaces: [] },
      '(hub): namespaces is empty; leave it away to observe all',
    ],
    [
      'a namespace that is none',
      { name: 'hub', url, ...token, namespaces: ['shop', 'Shop/*'] },
      "(hub): namespaces[1] 'Shop/*' is not the name of a namespace",
    ],
    [
      'an account of the operator without a namespace',
      { name: 'hub', url, ...token, operatorServiceAccount: 'operator' },
      "(hub): operatorServiceAccount 'operator' is not a service account; write it as namespace/name",
    ],
    [
      'an index in a namespace that is none',
      { name: 'hub', url, ...token, hubIndexNamespace: 'a/../b' },
      "(hub): hubIndexNamespace 'a/../b' is not the name of a namespace",
    ],
    [
      'a release of the operator that is none',
      { name: 'hub', url, ...token, operatorVersion: 'latest' },
      '(hub): operatorVersion "latest" is not a release of External Secrets Operator: write the version in quotes',
    ],
    [
      'a release of the operator that YAML reads as a number',
      { name: 'hub', url, ...token, operatorVersion: 2.1 },
      "(hub): operatorVersion 2.1 is not a release of External Secrets Operator: write the version in quotes, such as '2.9.0'",
    ],
    [
      'a namespace twice',
      { name: 'hub', url, ...token, namespaces: ['shop', 'shop'] },
      "(hub): namespaces names 'shop' twice",
    ],
    [
      'more namespaces than one connection can carry',
      {
        name: 'hub',
        url,
        ...token,
        namespaces: Array.from({ length: 26 }, (_, index) => `n${index}`),
      },
      '(hub): namespaces has 26 names, and at most 25 can be observed',
    ],
    [
      'a misspelt key',
      { name: 'hub', url, ...token, skipTlsVerify: true },
      '(hub): skipTlsVerify is not known; known are name, title, writer',
    ],
    [
      'a url that is none',
      { name: 'hub', url: 'kubernetes', ...token },
      "(hub): url 'kubernetes' is not a URL",
    ],
    [
      'a token in clear text',
      { name: 'hub', url: 'http://kubernetes.example', ...token },
      'would send the token in clear text',
    ],
    [
      'two CAs',
      { name: 'hub', url, ...token, caData: 'x', caFile: '/x' },
      '(hub): caData and caFile exclude each other',
    ],
    [
      'a CA that is none',
      { name: 'hub', url, ...token, caData: 'x' },
      '(hub): caData does not hold a base64-encoded PEM certificate',
    ],
    [
      'a CA file that is missing',
      { name: 'hub', url, ...token, caFile: '/nowhere/ca.crt' },
      '(hub): caFile /nowhere/ca.crt could not be read: ENOENT',
    ],
    [
      'an empty writer',
      { name: 'hub', url, ...token, writer: {} },
      '(hub): writer: one of kubeconfig, serviceAccountToken',
    ],
  ])('refuses %s', async (_, cluster, message) => {
    await expect(readOwn(cluster)).rejects.toThrow(message);
  });

  it('refuses two clusters of one name', async () => {
    const cluster = { name: 'hub', url, ...token };
    await expect(readOwn(cluster, cluster)).rejects.toThrow(
      "centralSecrets.clusters[1] (hub): name 'hub' is taken by centralSecrets.clusters[0] (hub)",
    );
  });
});
