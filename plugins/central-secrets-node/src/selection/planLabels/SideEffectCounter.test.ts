import { LabelSelector } from '../../records';
import { readerOf } from './labelValues';
import {
  hasSideEffects,
  isBetter,
  SideEffectCounter,
} from './SideEffectCounter';
import { StepBudget } from './StepBudget';

const effects = (notOffered: number, arriving: number, leaving: number) => ({
  notOffered,
  arriving,
  leaving,
});

describe('side effects', () => {
  it.each([
    [effects(0, 9, 9), effects(1, 0, 0)],
    [effects(1, 0, 9), effects(1, 1, 0)],
    [effects(1, 1, 0), effects(1, 1, 1)],
  ])('are compared by what is not offered first: %j before %j', (one, two) => {
    expect(isBetter(one, two)).toBe(true);
    expect(isBetter(two, one)).toBe(false);
    expect(isBetter(one, one)).toBe(false);
  });

  it('are there where any of them is', () => {
    expect(hasSideEffects(effects(0, 0, 0))).toBe(false);
    expect(hasSideEffects(effects(1, 0, 0))).toBe(true);
    expect(hasSideEffects(effects(0, 1, 0))).toBe(true);
    expect(hasSideEffects(effects(0, 0, 1))).toBe(true);
  });
});

describe('SideEffectCounter', () => {
  const selecting = (labels: Record<string, string>): LabelSelector[] => [
    { matchLabels: labels },
  ];
  const budget = () => new StepBudget(Infinity);

  it('counts what arrives and leaves, and asks once whether it is offered', () => {
    const isOffered = jest.fn(() => true);
    const isRefused = jest.fn(() => false);
    const others = [
      { selectors: selecting({ a: '1' }), isOffered },
      { selectors: selecting({ a: '1', b: '1' }), isOffered: isRefused },
      { selectors: selecting({ c: '1' }), isOffered },
    ];
    const counter = new SideEffectCounter(others, { c: '1' });
    const count = (labels: Record<string, string>) =>
      counter.count(readerOf(labels), budget());
    expect(count({ c: '1' })).toEqual(effects(0, 0, 0));
    expect(isOffered).not.toHaveBeenCalled();
    expect(count({ a: '1', b: '1' })).toEqual(effects(1, 1, 1));
    expect(count({ a: '1', c: '1' })).toEqual(effects(0, 1, 0));
    expect(count({ a: '1', b: '1' })).toEqual(effects(1, 1, 1));
    expect(isOffered).toHaveBeenCalledTimes(1);
    expect(isRefused).toHaveBeenCalledTimes(1);
  });

  it('spends a step for each selector and each label that it looks at', () => {
    const others = [
      { selectors: selecting({ a: '1', b: '1' }), isOffered: () => true },
      { selectors: selecting({ c: '1' }), isOffered: () => true },
    ];
    const counter = new SideEffectCounter(others, {});
    const spent = (labels: Record<string, string>) => {
      const own = budget();
      counter.count(readerOf(labels), own);
      return own.spent;
    };
    expect(spent({})).toBe(4);
    expect(spent({ a: '1' })).toBe(5);
  });

  it('knows the conditions on a label, of all other distributions', () => {
    const others = [
      { selectors: selecting({ a: '1' }), isOffered: () => true },
      { selectors: selecting({ a: '2', b: '1' }), isOffered: () => true },
    ];
    const counter = new SideEffectCounter(others, {});
    const accepted = (key: string) =>
      counter
        .conditionsOn(key)
        .map(condition => ['1', '2'].filter(value => condition.holds(value)));
    expect(accepted('a')).toEqual([['1'], ['2']]);
    expect(accepted('b')).toEqual([['1']]);
    expect(accepted('c')).toEqual([]);
  });
});

describe('StepBudget', () => {
  it('is exhausted once its limit is reached', () => {
    const own = new StepBudget(3);
    expect(own.isExhausted).toBe(false);
    own.spend(2);
    expect(own.isExhausted).toBe(false);
    own.spend(1);
    expect(own.isExhausted).toBe(true);
    own.spend(1);
    expect(own.isExhausted).toBe(true);
    expect(own.spent).toBe(4);
  });
});
