import {
  ANSWERED_AT,
  delivery,
  deliveryIn,
  MINUTE_MS,
  plan,
  response,
} from '../__testUtils__/fixtures';
import { isAwaited, touchedBy } from './asked';

const AT = Date.parse(ANSWERED_AT);
const both = plan('one', {
  arrives: [{ distribution: 'one', secret: 'a', type: 'Opaque', keys: null }],
  leaves: [{ distribution: 'two', secret: 'b' }],
});
const add = { action: 'add' as const, plan: both, at: AT };
const remove = { action: 'remove' as const, plan: both, at: AT };

describe('a change that was asked for', () => {
  it('touches what arrives by an addition, and what leaves by a removal', () => {
    expect(touchedBy(add)).toEqual(['hub/backstage/one']);
    expect(touchedBy(remove)).toEqual(['hub/backstage/two']);
  });

  it.each([
    ['an addition', 'nothing', add, [], true],
    [
      'an addition',
      'it as available',
      add,
      [deliveryIn('not-requested', 'one')],
      true,
    ],
    ['an addition', 'it', add, [deliveryIn('pending', 'one')], false],
    ['a removal', 'it', remove, [delivery('two')], true],
    [
      'a removal',
      'it as available',
      remove,
      [deliveryIn('not-requested', 'two')],
      false,
    ],
    ['a removal', 'nothing', remove, [], false],
  ])(
    'is awaited: %s, where the cluster shows %s',
    (_a, _b, change, deliveries, awaited) => {
      expect(isAwaited(change, response({ deliveries }))).toBe(awaited);
    },
  );

  it('is awaited until the cluster shows all of it', () => {
    const two = plan('one', {
      arrives: ['one', 'two'].map(distribution => ({
        distribution,
        secret: distribution,
        type: 'Opaque',
        keys: null,
      })),
    });
    const answer = response({ deliveries: [delivery('one')] });
    expect(isAwaited({ ...add, plan: two }, answer)).toBe(true);
  });

  it.each([
    [2 * MINUTE_MS - 1, true],
    [2 * MINUTE_MS, false],
  ])('is awaited for two minutes (%d ms: %s)', (age, awaited) => {
    expect(isAwaited({ ...add, at: AT - age }, response())).toBe(awaited);
  });
});
