import {
  definitionFor,
  definitionsOf,
  isKnownOperator,
  partOf,
} from './definitions';
import { nearestOf, sameButForCase, suggestFor } from './suggest';

const WORDS = ['refreshInterval', 'data', 'creationPolicy', 'key', 'name'];

describe('the word that was meant', () => {
  it.each([
    ['refreshinterval', 'refreshInterval'],
    ['refreshIntervl', 'refreshInterval'],
    ['refreshIntr', undefined],
    ['creationPolicyOwner', 'creationPolicy'],
    ['date', 'data'],
    ['dota', 'data'],
    ['dote', undefined],
    ['keys', 'key'],
    ['keysAndMore', undefined],
    ['nothing', undefined],
  ])('is, by %s: %s', (word, meant) => {
    expect(nearestOf(word, WORDS)).toBe(meant);
  });

  it('is the nearest one', () => {
    expect(nearestOf('abcdef', ['abcdxy', 'abcdex'])).toBe('abcdex');
    expect(nearestOf('abcde', ['abcxy'])).toBe('abcxy');
    expect(nearestOf('abcd', ['abxy'])).toBeUndefined();
  });

  it('is one of six letters or more, where others follow it', () => {
    expect(nearestOf('mergeSomething', ['merge'])).toBeUndefined();
    expect(nearestOf('orphanSomething', ['orphan'])).toBe('orphan');
  });
});

describe('the word that differs in its capitals alone', () => {
  it.each([
    ['OWNER', ['Owner', 'None'], 'Owner'],
    ['Owner', ['Owner', 'None'], undefined],
    ['OWNER', ['Owner', 'owner'], undefined],
    ['Orphan', ['Owner', 'None'], undefined],
  ])('is, by %s among %j: %s', (word, words, same) => {
    expect(sameButForCase(word, words)).toBe(same);
  });
});

describe('the advice about a field that is not known', () => {
  const root = definitionFor('external-secrets.io/v1', 'ExternalSecret')!.root;
  const target = partOf(root.properties!.target);
  const template = partOf(target.properties!.template);
  const around = (...parts: object[]) => parts.map(part => ({ part }));

  it.each([
    ['creationPolicie', around(target, root), 'did you mean creationPolicy?'],
    ['engineVersion', around(target, root), 'move it below "template"'],
    ['deletionPolicy', around(template, target, root), 'move it one level up'],
    ['dataFrom', around(template, target, root), 'move it 2 levels up'],
    ['toString', around(target, root), undefined],
    ['anythingElse', around({}, {}), undefined],
  ])('is, for %s', (field, parts, advice) => {
    expect(suggestFor(field, parts)).toBe(advice);
  });

  it('names no holder where several have the field', () => {
    const both = {
      properties: { a: root.properties!.target, b: root.properties!.target },
    };
    expect(suggestFor('deletionPolicy', around(both))).toBeUndefined();
  });
});

describe('the definition that an operator goes by', () => {
  const operatorFor = (version?: string, kind = 'ExternalSecret') =>
    definitionFor('external-secrets.io/v1', kind, version)?.operator;

  it.each([
    [undefined, '2.9'],
    ['2.9', '2.9'],
    ['3.1', '2.9'],
    ['0.20.4', '0.20'],
    ['0.15', undefined],
    ['new', undefined],
  ])('of version %s is that of %s', (version, operator) => {
    expect(operatorFor(version)).toBe(operator);
  });

  it('is not there for a kind that no operator has', () => {
    expect(operatorFor('2.9', 'Nothing')).toBeUndefined();
    expect(definitionsOf('toString', '')).toEqual([]);
  });

  it('stands in a list from the oldest to the newest', () => {
    const operators = definitionsOf(
      'external-secrets.io/v1',
      'ExternalSecret',
    ).map(({ operator }) => operator);
    expect(operators.slice(0, 2)).toEqual(['0.16', '0.17']);
    expect(operators.at(-1)).toBe('2.9');
    expect(operators.indexOf('0.20')).toBeLessThan(operators.indexOf('1.0'));
  });

  it.each([
    [undefined, false],
    ['new', false],
    ['2.9', true],
    ['2.10', false],
    ['0.5', true],
  ])('is certain for %s: %s', (version, isKnown) => {
    expect(isKnownOperator(version)).toBe(isKnown);
  });
});
