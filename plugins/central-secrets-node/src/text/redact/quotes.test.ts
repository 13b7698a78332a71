import { findClosingMark, openingMark } from './quotes';

describe('openingMark', () => {
  it.each([
    ['"a"', 0, '"'],
    ["'a'", 0, "'"],
    ['`a`', 0, '`'],
    ['\\"a\\"', 0, '\\"'],
    [`${'\\'.repeat(16)}"a`, 0, `${'\\'.repeat(16)}"`],
    ['x "a"', 2, '"'],
    ["x 'a'", 2, "'"],
    ['x"a"', 1, '"'],
    ['x`a`', 1, '`'],
  ])('finds in %s at %d: %s', (text, at, mark) => {
    expect(openingMark(text, at)).toBe(mark);
  });

  it.each([
    ['an apostrophe behind a letter', "don't", 3],
    ['one behind a digit', "2's", 1],
    ['one behind a bracket', "(a)'s", 3],
    ['one behind a square bracket', "[a]'s", 3],
    ['another character', 'x"a"', 0],
    ['a backslash alone', '\\a', 0],
    ['too many backslashes', `${'\\'.repeat(17)}"a`, 0],
    ['the end', 'a', 1],
  ])('finds none for %s', (_, text, at) => {
    expect(openingMark(text, at)).toBeUndefined();
  });
});

describe('findClosingMark', () => {
  it.each([
    ['at the end of the text', '"a"', '"', 2],
    ['before a space', '"a" b', '"', 2],
    ['behind an inner one before a letter', '"a"b" c', '"', 4],
    ['behind one before a digit', '"a"1" c', '"', 4],
    ['behind an escaped one', '"a\\" b" c', '"', 6],
    ['behind an escaped backslash', '"a\\\\" b" c', '"', 4],
    ['behind a backslash in backquotes', '`a\\` b` c', '`', 3],
    ['escaped as often as the opening one', '\\"a\\" b', '\\"', 3],
    ['not escaped less often', '\\"a" b\\" c', '\\"', 6],
    ['not escaped more often', '\\"a\\\\" b\\" c', '\\"', 8],
    ['at once', '""', '"', 1],
  ])('is %s: %s', (_, text, mark, at) => {
    expect(findClosingMark(text, mark, mark.length)).toBe(at);
  });

  it.each([
    ['no other mark', '"a', '"'],
    ['only one before a letter', '"a"b', '"'],
    ['only another kind', '"a\'', '"'],
    ['only an escaped one', '"a\\"', '"'],
  ])('is not there where there is %s: %s', (_, text, mark) => {
    expect(findClosingMark(text, mark, mark.length)).toBe(-1);
  });

  it('does not count backslashes of the opening mark', () => {
    expect(findClosingMark('\\"" b', '\\"', 2)).toBe(-1);
  });
});
