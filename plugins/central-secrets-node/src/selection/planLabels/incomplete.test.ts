import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { LabelSelector } from '../../records';
import { planDeselection } from './planDeselection';
import { planSelection } from './planSelection';
import { StepBudget } from './StepBudget';

const is = (operator: string, values?: string[], key = 'a'): LabelSelector => ({
  matchExpressions: [{ key, operator, values }],
});
const equals = (text: string) => is('In', [text]);
const refused = (...selectors: LabelSelector[]) => ({
  others: selectors.map(selector => ({
    selectors: [selector],
    isOffered: () => false,
  })),
});

describe('a plan with side effects', () => {
  it('is called too complex only where the search ended before its end', () => {
    const selecting = (options: object) =>
      planSelection([is('Exists')], {}, options);
    const always = refused(is('Exists'));
    expect(selecting(always)).toEqual({
      change: { add: { a: 'true' }, remove: [] },
    });
    const avoidable = refused(equals('true'));
    expect(selecting(avoidable).change?.add).toEqual({ a: 'yes' });
    expect(selecting({ ...avoidable, budget: new StepBudget(1) })).toEqual({
      change: { add: { a: 'true' }, remove: [] },
      tooComplex: true,
    });
  });

  it('is called too complex for the end of a selection in the same way', () => {
    const ending = (options: object) =>
      planDeselection([equals('true')], { a: 'true' }, options);
    expect(ending(refused(is('NotIn', ['true'])))).toEqual({
      change: { add: {}, remove: ['a'] },
    });
    const avoidable = refused(is('DoesNotExist'));
    expect(ending(avoidable).change?.add).toEqual({ a: 'false' });
    expect(ending({ ...avoidable, budget: new StepBudget(10) })).toEqual({
      change: { add: {}, remove: ['a'] },
      tooComplex: true,
    });
    expect(ending({ ...refused(), budget: new StepBudget(10) })).toEqual({
      change: { add: {}, remove: ['a'] },
    });
  });
});

describe('why there is no plan', () => {
  it.each([
    ['selects-every-namespace' as const, [equals('true'), {}]],
    ['selection-permanent' as const, [is('Exists'), is('DoesNotExist')]],
  ])('is said: %s', (code, selectors) => {
    expect(planDeselection(selectors, { a: 'true' })).toEqual({
      impossible: message(code),
    });
  });

  it('is not a name where another label can be removed', () => {
    const name = { 'kubernetes.io/metadata.name': 'shop' };
    expect(
      planDeselection([{ matchLabels: { ...name, a: '1' } }], {
        ...name,
        a: '1',
      }),
    ).toEqual({ change: { add: {}, remove: ['a'] } });
  });
});

describe('an invalid requirement', () => {
  it('asks for its label, whatever is wrong with it', () => {
    for (const invalid of [is('Is', ['x']), is('In', []), is('In', ['a b'])]) {
      expect(planDeselection([invalid], { a: '1' })).toEqual({
        change: { add: {}, remove: ['a'] },
      });
    }
  });
});
