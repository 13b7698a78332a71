import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import { coversOffer, isOfferedTo, readOffer } from './offers';
import {
  fulfilsTerms,
  isTermsProblem,
  NO_TERMS,
  readRequestTerms,
  RequestTerms,
} from './requestTerms';

const annotations = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      `central-secrets/${key}`,
      value,
    ]),
  );
const SELF_SERVICE = { 'self-service': 'true' };

const anyTerms: fc.Arbitrary<RequestTerms> = fc.record({
  review: fc.boolean(),
  reviewers: fc.uniqueArray(
    fc.constantFrom('group:default/a', 'user:default/b'),
  ),
  reason: fc.boolean(),
  environments: fc.option(
    fc.uniqueArray(fc.constantFrom('staging', 'production')),
    { nil: undefined },
  ),
});

describe('readRequestTerms', () => {
  it.each<[Record<string, string>, RequestTerms]>([
    [{}, NO_TERMS],
    [{ approval: 'pull-request' }, { ...NO_TERMS, review: true }],
    [{ reason: 'required' }, { ...NO_TERMS, reason: true }],
    [
      { environments: 'staging, production,' },
      { ...NO_TERMS, environments: ['staging', 'production'] },
    ],
    [
      { approval: 'pull-request', reviewers: 'security, User:default/Ann,' },
      {
        review: true,
        reviewers: ['group:default/security', 'user:default/ann'],
        reason: false,
      },
    ],
  ])('reads %j', (given, expected) => {
    expect(readRequestTerms(annotations(given))).toEqual(expected);
  });

  it.each<[Record<string, string>, string]>([
    [
      { approval: 'true' },
      'Not offered: its annotation central-secrets/approval has the value "true"; the platform team has to write pull-request, or remove it',
    ],
    [
      { approval: 'Pull-Request' },
      'Not offered: its annotation central-secrets/approval has the value "Pull-Request"; the platform team has to write pull-request, or remove it',
    ],
    [
      { reason: '' },
      'Not offered: its annotation central-secrets/reason has the value ""; the platform team has to write required, or remove it',
    ],
    [
      { environments: ' ,' },
      'Not offered: its annotation central-secrets/environments has the value " ,"; the platform team has to write values of the label, such as staging, production, or remove it',
    ],
    [
      { environments: 'staging, pro duction' },
      'Not offered: its annotation central-secrets/environments has the value "pro duction"; the platform team has to write values of the label, such as staging, production, or remove it',
    ],
    [
      { reviewers: 'security' },
      'Not offered: its annotation central-secrets/reviewers names reviewers, and no review is asked for; the platform team has to add central-secrets/approval: pull-request',
    ],
    [
      { approval: 'pull-request', reviewers: 'a, b;c' },
      'Not offered: its annotation central-secrets/reviewers has the entry "b;c", which is not an entity reference; the platform team has to correct it',
    ],
    [
      { approval: 'pull-request', reviewers: ' , ' },
      'Not offered: its annotation central-secrets/reviewers has the entry "", which is not an entity reference; the platform team has to correct it',
    ],
  ])(
    'names the mistake in %j, and the distribution is not offered',
    (given, expected) => {
      const read = readRequestTerms(annotations(given));
      expect(isTermsProblem(read) && renderMessage(read.reason)).toBe(expected);
      expect(
        isOfferedTo(
          { annotations: annotations({ ...SELF_SERVICE, ...given }) },
          ['group:default/a'],
        ).offered,
      ).toBe(false);
    },
  );

  it('takes a misspelled annotation for no term, and the distribution is not offered', () => {
    for (const key of ['aproval', 'reviewer', 'reasons']) {
      expect(
        readOffer(annotations({ ...SELF_SERVICE, [key]: 'required' })).to,
      ).toBe('none');
    }
  });
});

describe('fulfilsTerms', () => {
  it('fulfils its own terms and none, for any terms', () => {
    fc.assert(
      fc.property(anyTerms, terms => {
        expect(fulfilsTerms(terms, terms)).toBe(true);
        expect(fulfilsTerms(terms, NO_TERMS)).toBe(true);
        const nowhere = { ...NO_TERMS, environments: [''] };
        expect(fulfilsTerms(nowhere, terms)).toBe(
          fulfilsTerms(NO_TERMS, { ...terms, environments: undefined }) &&
            terms.environments === undefined,
        );
      }),
    );
  });

  it('fulfils what one does that is fulfilled, for any three terms', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, anyTerms, (a, b, c) => {
        fc.pre(fulfilsTerms(a, b) && fulfilsTerms(b, c));
        expect(fulfilsTerms(a, c)).toBe(true);
      }),
    );
  });

  it.each<[string, Partial<RequestTerms>]>([
    ['review', { review: true }],
    ['reason', { reason: true }],
    ['reviewer', { reviewers: ['group:default/a'] }],
    ['environment', { environments: ['staging'] }],
  ])('does not fulfil one %s more', (_, more) => {
    expect(fulfilsTerms(NO_TERMS, { ...NO_TERMS, ...more })).toBe(false);
  });
});

describe('coversOffer', () => {
  const offer = (given: Record<string, string>) =>
    readOffer(annotations({ ...SELF_SERVICE, ...given }));

  it('does not cover an offer with fewer terms, whoever the owners are', () => {
    const reviewed = offer({ approval: 'pull-request' });
    const kinds: Record<string, string>[] = [{}, { 'allowed-owners': 'a' }];
    for (const owners of kinds) {
      expect(coversOffer(reviewed, offer(owners))).toBe(false);
      expect(
        coversOffer(offer({}), offer({ ...owners, reason: 'required' })),
      ).toBe(true);
    }
  });
});
