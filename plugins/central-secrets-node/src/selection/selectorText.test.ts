import {
  selectorsText,
  selectorText,
  storeConditionsText,
} from './selectorText';

describe('selectorText', () => {
  it('writes a selector as kubectl reads it', () => {
    expect(
      selectorText({
        matchLabels: { 'secrets/a': 'true' },
        matchExpressions: [
          { key: 'tier', operator: 'In', values: ['x', 'y'] },
          { key: 'team', operator: 'NotIn', values: ['z'] },
          { key: 'owner', operator: 'Exists' },
          { key: 'test', operator: 'DoesNotExist' },
        ],
      }),
    ).toBe('secrets/a=true,tier in (x, y),team notin (z),owner,!test');
  });

  it('writes an invalid operator as it is', () => {
    expect(
      selectorText({
        matchExpressions: [{ key: 'a', operator: 'Equals', values: ['b'] }],
      }),
    ).toBe('a Equals (b)');
  });

  it('says what is empty: one selector is everything, none is nothing', () => {
    expect(selectorText({})).toBe('everything');
    expect(selectorsText([])).toBe('nothing');
    expect(selectorsText([{}, { matchLabels: { a: '1' } }])).toBe(
      'everything or a=1',
    );
  });
});

describe('storeConditionsText', () => {
  it('writes each way in', () => {
    expect(
      storeConditionsText([
        { namespaceSelector: { matchLabels: { a: '1' } }, namespaces: ['x'] },
        { namespaceRegexes: ['^y'] },
      ]),
    ).toBe('selector a=1 or namespace x or expression ^y');
    expect(storeConditionsText([{}])).toBe('nothing');
  });
});
