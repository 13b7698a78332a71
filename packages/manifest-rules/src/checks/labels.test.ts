import {
  distribution,
  externalSecret,
  fetched,
  Given,
  namespace,
  toldBy,
} from '../__testUtils__/findings';

type Row = [code: string, what: string, given: Given, told: string[]];

const one = (...objects: Given['objects']): Given => ({ objects });

const LABEL_ROWS: Row[] = [
  [
    'secret-labels-missing',
    'looks for the labels that the ExternalSecret has, where there is no template',
    one(
      distribution(
        {},
        {
          externalSecretMetadata: {
            labels: { 'managed-by': 'a', 'secret-type': 'b' },
          },
        },
      ),
      externalSecret(),
    ),
    [
      'warning spec.externalSecretSpec.target.template.metadata.labels: the Secret lacks the label source: add it to target.template.metadata.labels',
    ],
  ],
  [
    'secret-labels-missing',
    'names all that a template lacks',
    one(
      distribution(
        { target: { template: { data: {} } } },
        { externalSecretMetadata: { labels: { 'managed-by': 'a' } } },
      ),
    ),
    [
      'warning spec.externalSecretSpec.target.template.metadata.labels: the Secret lacks the labels managed-by, source, secret-type: add them to target.template.metadata.labels',
    ],
  ],
  [
    'secret-labels-missing',
    'asks for none without a hub',
    { objects: [distribution()], settings: { hub: false } },
    [],
  ],
  [
    'label-invalid',
    'judges the metadata of the object, of the Secret and of the copies',
    one(
      distribution(
        { target: { template: { metadata: { labels: { a: 1 } } } } },
        { externalSecretMetadata: { annotations: { b: 2 } } },
        { labels: { c: 3 } },
      ),
      externalSecret({}, { annotations: { d: 4 } }),
      namespace('x', { e: 5 as never }),
    ),
    [
      'error metadata.labels.c: the value of c is not a text: write it in quotes',
      'error metadata.annotations.d: the value of d is not a text: write it in quotes',
      'error spec.externalSecretSpec.target.template.metadata.labels.a: the value of a is not a text: write it in quotes',
      'error spec.externalSecretMetadata.annotations.b: the value of b is not a text: write it in quotes',
    ],
  ],
];

describe('the rules about labels and keys', () => {
  it.each([...LABEL_ROWS])('%s %s', (code, _what, given, told) => {
    expect(toldBy(code, given)).toEqual(told);
  });

  it.each([
    ['a', true],
    ['a.B-c_1', true],
    ['.a', true],
    ['...a', false],
    ['a'.repeat(253), true],
    ['a'.repeat(254), false],
    ['.', false],
    ['..', false],
    ['a b', false],
    ['', true],
    ['${KEY}', true],
  ])('secret-key-invalid lets the key %j pass: %s', (key, isRight) => {
    expect(
      toldBy(
        'secret-key-invalid',
        one(externalSecret({ data: [fetched(key)] })),
      ),
    ).toHaveLength(isRight ? 0 : 1);
  });

  it.each([
    ['a', 'b', true],
    ['a'.repeat(63), 'b'.repeat(63), true],
    ['a'.repeat(64), 'b', false],
    ['a', 'b'.repeat(64), false],
    ['a-', 'b', false],
    ['-a', 'b', false],
    ['a', '-b', false],
    ['a', 'b.', false],
    ['A.b-c_1', 'A.b-c_1', true],
    ['a.b/c', 'b', true],
    [`${'a'.repeat(253)}/c`, 'b', true],
    [`${'a'.repeat(254)}/c`, 'b', false],
    ['A.b/c', 'b', false],
    ['-a/c', 'b', false],
    ['a-/c', 'b', false],
    ['a/b/c', 'b', false],
    ['/c', 'b', false],
    ['a/', 'b', false],
    ['', 'b', false],
    ['a', '', true],
    ['a', null, true],
    ['a', true, false],
    ['a', '${VALUE} x', true],
    ['${KEY}', 1, true],
  ])('label-invalid lets the label %j: %j pass: %s', (key, value, isRight) => {
    expect(
      toldBy(
        'label-invalid',
        one(externalSecret({}, { labels: { [key]: value } })),
      ),
    ).toHaveLength(isRight ? 0 : 1);
  });
});
