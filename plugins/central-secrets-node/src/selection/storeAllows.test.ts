import { clusterSecretStore, namespace, secretStore } from '../testUtils';
import { parseNamespace, parseStore } from '../records';
import { storeAllows } from './storeAllows';

const app = parseNamespace(
  namespace('app', { metadata: { labels: { team: 'x' } } }),
);

function allows(...conditions: any[]): boolean {
  return storeAllows(
    parseStore(clusterSecretStore('store', { spec: { conditions } })),
    app,
  );
}

describe('storeAllows', () => {
  it('lets everybody in without conditions', () => {
    expect(storeAllows(parseStore(clusterSecretStore()), app)).toBe(true);
  });

  it('asks no conditions of a SecretStore, as ESO does not', () => {
    const store = secretStore('store', 'app', {
      spec: { conditions: [{ namespaces: ['other'] }] },
    });
    expect(storeAllows(parseStore(store), app)).toBe(true);
    // As a rule about manifests asks: the conditions are those of the file.
    const conditions = [{ namespaces: ['other'] }];
    expect(storeAllows({ ...parseStore(store), conditions }, app)).toBe(true);
  });

  it.each([
    ['its name', { namespaces: ['other', 'app'] }],
    ['a label', { namespaceSelector: { matchLabels: { team: 'x' } } }],
    ['an unanchored expression', { namespaceRegexes: ['^x$', 'pp'] }],
    [
      'any field of an entry',
      { namespaces: ['other'], namespaceRegexes: ['^app$'] },
    ],
    [
      'an expression in Go’s own syntax',
      { namespaceRegexes: ['(?i)\\AAPP\\z'] },
    ],
    ['a POSIX class', { namespaceRegexes: ['^[[:alpha:]]+$'] }],
    ['a named group', { namespaceRegexes: ['^(?P<team>app)$'] }],
    ['flags amid an expression', { namespaceRegexes: ['^a(?i:PP)$'] }],
  ])('lets a namespace in by %s', (_, condition) => {
    expect(allows(condition)).toBe(true);
  });

  it('needs one entry of several', () => {
    expect(allows({ namespaces: ['other'] }, { namespaces: ['app'] })).toBe(
      true,
    );
  });

  it.each([
    ['another name', { namespaces: ['other'] }],
    [
      'a label that it lacks',
      { namespaceSelector: { matchLabels: { team: 'y' } } },
    ],
    ['an expression that does not match', { namespaceRegexes: ['^pp'] }],
    ['an entry that names nothing', {}],
    ['an expression that cannot be read', { namespaceRegexes: ['('] }],
    [
      'an expression that cannot be read, before one that matches',
      { namespaceRegexes: ['(', 'app'] },
    ],
    // Go has no looking ahead and no possessive repetition: it refuses both.
    ['what only JavaScript can read', { namespaceRegexes: ['^(?=app)'] }],
    ['what only Java can read', { namespaceRegexes: ['^a++pp'] }],
    ['an end that Go does not know', { namespaceRegexes: ['app\\Z'] }],
    [
      'an invalid selector',
      {
        namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'Is' }] },
        namespaces: ['app'],
      },
    ],
  ])('keeps a namespace out by %s', (_, condition) => {
    expect(allows(condition)).toBe(false);
  });

  it('is quick with an expression that takes others years', () => {
    const longest = parseNamespace(namespace(`${'a'.repeat(62)}0`));
    const store = parseStore(
      clusterSecretStore('store', {
        spec: {
          conditions: [{ namespaceRegexes: ['^(a+)+$', '^(a|aa)+$'] }],
        },
      }),
    );
    const startedAt = performance.now();
    expect(storeAllows(store, longest)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
