import { distribution } from '../../testUtils';
import { parseDistribution } from './distribution';

describe('parseDistribution', () => {
  it('folds the deprecated ways to select into its selectors, in ESO’s order', () => {
    const raw = distribution('d', {
      spec: {
        namespaces: ['argocd'],
        namespaceSelector: { matchLabels: { a: '1' } },
        namespaceSelectors: [
          {
            matchExpressions: [{ key: 'b', operator: 'Exists' }],
          },
        ],
      },
    });
    expect(parseDistribution(raw).selectors).toEqual([
      { matchLabels: { 'kubernetes.io/metadata.name': 'argocd' } },
      { matchLabels: { a: '1' } },
      { matchExpressions: [{ key: 'b', operator: 'Exists' }] },
    ]);
  });

  it('keeps an empty selector, which selects everything', () => {
    const raw = distribution('d', { spec: { namespaceSelectors: [{}] } });
    expect(parseDistribution(raw).selectors).toEqual([{}]);
  });

  it('names its children after itself, or as it says', () => {
    expect(parseDistribution(distribution('d')).externalSecretName).toBe('d');
    expect(
      parseDistribution(
        distribution('d', { spec: { externalSecretName: 'e' } }),
      ).externalSecretName,
    ).toBe('e');
  });

  it('keeps what the operator says of its namespaces, redacted', () => {
    const raw = distribution('d', {
      status: {
        conditions: [
          { type: 'Ready', status: 'False', message: 'one or more failed' },
        ],
        failedNamespaces: [
          { namespace: 'app', reason: 'refused: password=canary' },
        ],
      },
    });
    const record = parseDistribution(raw);
    expect(record.failedNamespaces).toEqual([
      { namespace: 'app', reason: 'refused: password=[hidden]' },
    ]);
    expect(record.ready).toEqual({
      status: 'False',
      message: 'one or more failed',
    });
  });

  it('names the field when a duration cannot be read', () => {
    const raw = distribution('d', {
      spec: { externalSecretSpec: { refreshInterval: 'soon' } },
    });
    expect(() => parseDistribution(raw)).toThrow(
      /ClusterExternalSecret d: spec\.externalSecretSpec: refreshInterval.*"soon" is not a duration/,
    );
  });
});
