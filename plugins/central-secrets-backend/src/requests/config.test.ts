import { ConfigReader } from '@backstage/config';
import { readRequestOptions } from './config';

const config = (requests: object) =>
  new ConfigReader({ centralSecrets: { requests } } as never);

describe('readRequestOptions', () => {
  it('is careful by default', () => {
    expect(readRequestOptions(config({}))).toEqual({
      mode: 'cluster',
      allowedLabels: ['secrets/*'],
      requireOwnership: true,
      maxPerMinute: 60,
      protectedNamespaces: [
        'central-secret-store',
        'central-secrets-index',
        'external-secrets',
        'kube-system',
        'kube-public',
        'kube-node-lease',
      ],
      environmentLabel: 'environment',
    });
  });

  it.each([
    ['secrets/environment', 'is a label that requests may change'],
    ['a b', 'is not the key of a label'],
  ])('takes %s for no label of an environment', (environmentLabel, reason) => {
    expect(() => readRequestOptions(config({ environmentLabel }))).toThrow(
      `Configuration centralSecrets.requests.environmentLabel: "${environmentLabel}" ${reason}`,
    );
  });

  it('reads what the platform has decided', () => {
    const options = {
      mode: 'disabled',
      allowedLabels: ['credentials.example.com/*'],
      requireOwnership: false,
      maxPerMinute: 5,
      environmentLabel: 'example.com/environment',
      protectedNamespaces: ['kube-system', 'vault'],
    };
    expect(readRequestOptions(config(options))).toEqual(options);
  });

  it('names the key, the value and what is accepted', () => {
    expect(() => readRequestOptions(config({ mode: 'manual' }))).toThrow(
      'Configuration centralSecrets.requests.mode: "manual" is not known; use cluster, gitops, disabled',
    );
  });

  it.each([0, -1, 1.5])('refuses %s requests a minute', maxPerMinute => {
    expect(() => readRequestOptions(config({ maxPerMinute }))).toThrow(
      `Configuration centralSecrets.requests.maxPerMinute: ${maxPerMinute} is not accepted; use a whole number from 1 on`,
    );
  });

  it.each(['kube-*', 'Kube-System', 'kube-system '])(
    'refuses to protect "%s", which no namespace is called',
    name => {
      expect(() =>
        readRequestOptions(config({ protectedNamespaces: ['vault', name] })),
      ).toThrow(
        `Configuration centralSecrets.requests.protectedNamespaces: "${name}" is not the name of a namespace; use whole names such as kube-system, patterns are not accepted`,
      );
    },
  );
});
