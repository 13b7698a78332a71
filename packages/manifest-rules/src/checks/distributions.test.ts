import {
  distribution,
  externalSecret,
  Given,
  namespace,
  toldBy,
} from '../__testUtils__/findings';

const annotated = (key: string, value: unknown) => ({
  annotations: { [`central-secrets/${key}`]: value },
});
const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => `a ${index}`);

describe('the rules about the offer of a distribution', () => {
  it.each([
    ['allowed-owners-invalid', annotated('allowed-owners', 'a b')],
    ['annotation-unknown', annotated('allowed-owner', 'a')],
    ['self-service-invalid', annotated('self-service', 'yes')],
    ['request-terms-invalid', annotated('approval', 'yes')],
  ])('%s judges no ExternalSecret', (code, metadata) => {
    expect(toldBy(code, { objects: [externalSecret({}, metadata)] })).toEqual(
      [],
    );
    expect(
      toldBy(code, { objects: [distribution({}, {}, metadata)] }),
    ).toHaveLength(1);
  });

  it.each([
    [5, '"a 4" are not'],
    [6, '"a 4", … are not'],
  ])('name five wrong owners of %d', (count, end) => {
    const metadata = annotated('allowed-owners', entries(count).join());
    const [told] = toldBy('allowed-owners-invalid', {
      objects: [distribution({}, {}, metadata)],
    });
    expect(told).toContain(end);
    expect(told).not.toContain('a 5');
  });
});

describe('the rules about the selectors of a distribution', () => {
  const selecting = (...namespaceSelectors: object[]) =>
    distribution({}, { namespaceSelectors });
  const label = (key: string, operator: string, values?: string[]) => ({
    matchExpressions: [{ key, operator, values }],
  });
  const NAME = 'kubernetes.io/metadata.name';
  const any = { hub: false };

  it.each<[string, string, Given, string[]]>([
    [
      'selector-matches-everything',
      'warns only, where no hub is known',
      { objects: [selecting({})], settings: any },
      [
        'warning spec.namespaceSelectors.0: the selector is empty and selects every namespace: name a request label, such as matchLabels: { secrets/pull: "true" }',
      ],
    ],
    [
      'selector-matches-everything',
      'judges each selector',
      { objects: [selecting({ matchLabels: { a: 'b' } }, {})] },
      [
        'error spec.namespaceSelectors.1: the selector is empty and selects every namespace: name a request label, such as matchLabels: { secrets/pull: "true" }',
      ],
    ],
    [
      'selector-matches-nothing',
      'leaves an invalid selector to its own rule',
      { objects: [selecting({ matchLabels: { a: 'not ok' } })] },
      [],
    ],
    [
      'selector-matches-nothing',
      'asks an ExternalSecret for no selector',
      { objects: [externalSecret({}, { namespace: undefined })] },
      [],
    ],
    [
      'selector-invalid',
      'judges no namespace of an ExternalSecret',
      { objects: [externalSecret({}, { namespace: 'not ok' })] },
      [],
    ],
    [
      'selector-matches-no-namespace',
      'needs to know that all namespaces are given',
      { objects: [distribution(), namespace('shop')] },
      [],
    ],
    [
      'selector-matches-no-namespace',
      'counts the namespaces that are given',
      {
        objects: [distribution(), namespace('shop'), namespace('other')],
        settings: { complete: true },
      },
      [
        'warning spec.namespaceSelectors.0: none of the 2 given namespaces is selected: label one, or take the distribution away',
      ],
    ],
    [
      'selector-matches-no-namespace',
      'leaves a distribution without a selector, and an ExternalSecret, to others',
      {
        objects: [selecting(), externalSecret(), namespace('other')],
        settings: { complete: true },
      },
      [],
    ],
    [
      'protected-namespace-selected',
      'names each of them, by the labels that they have',
      {
        objects: [
          selecting({ matchLabels: { a: 'b' } }),
          namespace('kube-system', { a: 'b' }),
          namespace('vault', { a: 'b' }),
          namespace('other', { a: 'b' }),
        ],
        settings: { protectedNamespaces: ['kube-system', 'vault', 'c'] },
      },
      [
        'error spec.namespaceSelectors.0: the selector selects kube-system, vault, where nothing is to be distributed: ask for a request label, such as secrets/pull: "true"',
      ],
    ],
    [
      'protected-namespace-selected',
      'lets an ExternalSecret be in one, and an empty selector to its own rule',
      {
        objects: [
          externalSecret({}, { namespace: 'kube-system' }),
          selecting({}),
        ],
      },
      [],
    ],
    [
      'protected-namespace-selected',
      'knows none without a hub',
      {
        objects: [selecting({ matchLabels: { [NAME]: 'kube-system' } })],
        settings: any,
      },
      [],
    ],
    [
      'request-label-outside-prefix',
      'points at the label or the expression, and names every pattern',
      {
        objects: [
          selecting(
            { matchLabels: { team: 'a', 'secrets/pull': 'true' } },
            label('zone', 'Exists'),
          ),
        ],
        settings: { requestLabels: ['secrets/*', 'wanted/*'] },
      },
      [
        'warning spec.namespaceSelectors.0.matchLabels.team: nobody can ask for this by the label team: use one that matches secrets/* or wanted/*, such as secrets/pull',
        'warning spec.namespaceSelectors.1.matchExpressions: nobody can ask for this by the label zone: use one that matches secrets/* or wanted/*, such as secrets/pull',
      ],
    ],
    [
      'request-label-outside-prefix',
      'takes the name of a namespace for no label, and judges no ExternalSecret',
      {
        objects: [
          selecting({ matchLabels: { [NAME]: 'shop' } }),
          externalSecret(),
        ],
      },
      [],
    ],
    [
      'request-label-outside-prefix',
      'asks for no prefix without a hub',
      { objects: [selecting({ matchLabels: { a: 'b' } })], settings: any },
      [],
    ],
    [
      'request-label-shared',
      'finds nothing shared without a hub',
      {
        objects: [
          distribution({}, {}, annotated('self-service', 'true')),
          distribution({}, {}, { name: 'other' }),
        ],
        settings: any,
      },
      [],
    ],
  ])('%s %s', (code, _case, given, expected) => {
    expect(toldBy(code, given)).toEqual(expected);
  });

  it('request-label-shared names every label that is needed', () => {
    const namespaceSelectors = [
      { matchLabels: { 'secrets/a': 'x', 'secrets/b': 'y' } },
    ];
    const [told] = toldBy('request-label-shared', {
      objects: [
        distribution(
          {},
          { namespaceSelectors },
          annotated('self-service', 'true'),
        ),
        distribution({}, { namespaceSelectors }, { name: 'other' }),
      ],
    });
    expect(told).toContain(
      ': secrets/a: "x" and secrets/b: "y" brings ClusterExternalSecret other too, which',
    );
  });
});
