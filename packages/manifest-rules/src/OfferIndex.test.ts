import { readManifests } from './input';
import { manifestOf } from './manifest';
import { OfferIndex, toOffered } from './OfferIndex';
import { DEFAULT_RULE_SETTINGS } from './settings';
import { distribution, externalSecret } from './__testUtils__/findings';

const EVERYONE = { 'central-secrets/self-service': 'true' };
const toOwners = (owners: string) => ({
  ...EVERYONE,
  'central-secrets/allowed-owners': owners,
});
const matching = (...matchLabels: object[]) =>
  matchLabels.map(each => ({ matchLabels: each }));

function offered(
  name: string,
  annotations: object,
  ...namespaceSelectors: object[]
) {
  return distribution({}, { namespaceSelectors }, { name, annotations });
}

/** The first distribution that a change brings and that is not offered alike. */
function broughtBy(
  objects: object[],
  before: Record<string, string>,
  after: Record<string, string>,
) {
  const { writers } = readManifests(
    objects.map(object => manifestOf(object)!),
    DEFAULT_RULE_SETTINGS,
  );
  const index = new OfferIndex(writers);
  return index.findUnoffered(toOffered(writers[0]), before, after)?.writer
    .manifest.name;
}

const A = { 'secrets/a': 'true' };
const wanted = offered('wanted', EVERYONE, ...matching(A));

describe('the distribution that labels bring, and that is not offered alike', () => {
  it.each<[string, object[], string | undefined]>([
    ['none beside itself', [], undefined],
    [
      'one for the same owners',
      [offered('b', EVERYONE, ...matching(A))],
      undefined,
    ],
    ['one for some owners', [offered('b', toOwners('x'), ...matching(A))], 'b'],
    ['one for none', [offered('b', {}, ...matching(A))], 'b'],
    [
      'one of another value',
      [offered('b', {}, ...matching({ 'secrets/a': 'x' }))],
      undefined,
    ],
    [
      'one of another label',
      [offered('b', {}, ...matching({ 'secrets/b': 'true' }))],
      undefined,
    ],
    [
      'one that needs another label, too',
      [offered('b', {}, ...matching({ ...A, 'secrets/b': 'true' }))],
      undefined,
    ],
    [
      'one by its second selector',
      [offered('b', {}, ...matching({ 'secrets/b': 'true' }, A))],
      'b',
    ],
    [
      'one that has the key with any value',
      [
        offered(
          'b',
          {},
          {
            matchExpressions: [{ key: 'secrets/a', operator: 'Exists' }],
          },
        ),
      ],
      'b',
    ],
    [
      'one of several values',
      [
        offered(
          'b',
          {},
          {
            matchExpressions: [
              { key: 'secrets/a', operator: 'In', values: ['false', 'true'] },
            ],
          },
        ),
      ],
      'b',
    ],
    [
      'the first of one offer',
      [
        offered(
          'b',
          {},
          ...matching({ 'secrets/a': 'x' }, { 'secrets/b': 'y' }),
        ),
        offered('c', {}, ...matching(A)),
        offered('d', {}, ...matching(A)),
      ],
      'c',
    ],
    [
      'one whose selector waits for its values',
      [
        offered(
          'b',
          {},
          { matchExpressions: [{ key: 'secrets/a', operator: 'In' }] },
        ),
      ],
      'b',
    ],
    ['no ExternalSecret', [externalSecret({}, { namespace: 'x' })], undefined],
  ])('is %s', (_what, others, name) => {
    expect(broughtBy([wanted, ...others], {}, A)).toBe(name);
  });

  it('may arrive by the removal of a label', () => {
    const absent = offered(
      'b',
      {},
      {
        matchExpressions: [{ key: 'secrets/a', operator: 'DoesNotExist' }],
      },
    );
    expect(broughtBy([wanted, absent], A, {})).toBe('b');
    expect(broughtBy([wanted, absent], {}, A)).toBeUndefined();
  });

  it('is known by the label that fewest share, so that few are compared', () => {
    const shared = { environment: 'x', 'secrets/a': 'true' };
    const many = (labelsOf: (own: object) => object) =>
      Array.from({ length: 150 }, (_, index) =>
        offered(
          `many-${index}`,
          {},
          ...matching(labelsOf({ [`secrets/m-${index}`]: 'true' })),
        ),
      );
    const last = offered('last', {}, ...matching(shared));
    expect(
      broughtBy(
        [
          wanted,
          ...many(own => ({ environment: 'x', ...own })),
          ...many(own => ({ ...own, environment: 'x' })),
          last,
        ],
        {},
        shared,
      ),
    ).toBe('last');
  });

  it('is looked for among a hundred', () => {
    const waiting = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        offered(
          `b-${index}`,
          {},
          {
            matchExpressions: [
              { key: 'secrets/a', operator: 'Exists' },
              { key: 'secrets/b', operator: 'Exists' },
            ],
          },
        ),
      );
    const last = offered(
      'last',
      {},
      {
        matchExpressions: [{ key: 'secrets/a', operator: 'Exists' }],
      },
    );
    expect(broughtBy([wanted, ...waiting(99), last], {}, A)).toBe('last');
    expect(broughtBy([wanted, ...waiting(100), last], {}, A)).toBeUndefined();
  });
});

describe('distributions with the same offer', () => {
  it('are passed over together, in whichever order owners are named', () => {
    const pair = (owners: string, name: string) =>
      offered(name, toOwners(owners), ...matching(A));
    expect(
      broughtBy([pair('x,y', 'a'), pair('y,x', 'b'), pair('x', 'c')], {}, A),
    ).toBe('c');
  });
});
