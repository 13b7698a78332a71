import fc from 'fast-check';
import { requirementMatches } from '../selectors';
import { LabelCondition } from './CompiledSelectors';
import { distinctValues, SETTING_WORDS } from './distinctValues';

const VALUES = [undefined, 'true', 'x', 'y', 'other'];
const requirement = fc.oneof(
  fc.record({
    key: fc.constant('a'),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(fc.constantFrom('true', 'x', 'y'), { minLength: 1 }),
  }),
  fc.record({
    key: fc.constant('a'),
    operator: fc.constantFrom('Exists', 'DoesNotExist'),
  }),
);
type Requirement = Parameters<typeof requirementMatches>[0];
const conditionOf = (...requirements: Requirement[]) => {
  const condition = new LabelCondition();
  requirements.forEach(each => condition.add(each));
  return condition;
};
const is = (operator: string, ...values: string[]): Requirement => ({
  key: 'a',
  operator,
  ...(values.length > 0 ? { values } : {}),
});

describe('LabelCondition', () => {
  it('holds where each of its requirements does', () => {
    fc.assert(
      fc.property(fc.array(requirement, { maxLength: 4 }), requirements => {
        const condition = conditionOf(...requirements);
        for (const value of VALUES) {
          const labels: Record<string, string> =
            value === undefined ? {} : { a: value };
          expect(condition.holds(value)).toBe(
            requirements.every(each => requirementMatches(each, labels)),
          );
        }
      }),
    );
  });

  it.each<[string, Requirement[], string[], boolean]>([
    ['nothing', [], [], false],
    ['Exists', [is('Exists')], [], true],
    ['DoesNotExist', [is('DoesNotExist')], [], true],
    ['both of these', [is('Exists'), is('DoesNotExist')], [], false],
    ['NotIn', [is('NotIn', 'x'), is('NotIn', 'y')], ['x', 'y'], false],
    ['In', [is('In', 'x', 'y')], ['x', 'y'], false],
    ['In and Exists', [is('In', 'x'), is('Exists')], ['x'], false],
    ['In twice', [is('In', 'x', 'y'), is('In', 'y', 'z')], ['y'], false],
    ['In and NotIn', [is('In', 'x', 'y'), is('NotIn', 'x')], ['y'], false],
  ])(
    'names the values that it judges in their own way: %s',
    (_, requirements, named, tellsAbsence) => {
      const condition = conditionOf(...requirements);
      expect([...condition.namedValues()]).toEqual(named);
      expect(condition.tellsAbsence).toBe(tellsAbsence);
    },
  );
});

describe('distinctValues', () => {
  it('has a value for every way in which conditions judge a label', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(requirement, { maxLength: 3 }), { maxLength: 3 }),
        all => {
          const conditions = all.map(each => conditionOf(...each));
          const judge = (value: string | undefined) =>
            conditions.map(condition => condition.holds(value)).join();
          const found = distinctValues(conditions, SETTING_WORDS).map(judge);
          for (const value of VALUES) {
            expect(found).toContain(judge(value));
          }
        },
      ),
    );
  });

  it.each<[string, Requirement[][], (string | undefined)[]]>([
    ['absence, where nothing is asked', [], [undefined]],
    ['absence and a plain word', [[is('Exists')]], [undefined, 'true']],
    [
      'absence for a value that is not named, where only values are told',
      [[is('In', 'x')]],
      [undefined, 'x'],
    ],
    [
      'words before other values',
      [[is('In', 'x')], [is('In', 'yes')]],
      [undefined, 'yes', 'x'],
    ],
    [
      'the first word that is free',
      [[is('Exists')], [is('In', 'true', 'yes')]],
      [undefined, 'true', 'on'],
    ],
    [
      'a made-up value where every word is taken',
      [[is('Exists')], [is('In', 'true', 'yes', 'on', 'enabled', 'value-0')]],
      [undefined, 'true', 'value-1'],
    ],
    [
      'one value of those that all conditions judge alike',
      [[is('In', 'x', 'y', 'z')], [is('In', 'y')]],
      [undefined, 'x', 'y'],
    ],
  ])('takes the plainest: %s', (_, all, expected) => {
    const conditions = all.map(each => conditionOf(...each));
    expect(distinctValues(conditions, SETTING_WORDS)).toEqual(expected);
  });
});
