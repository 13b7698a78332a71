import fc from 'fast-check';
import {
  commandLike,
  HOSTILE,
  hostileText,
} from '../__testUtils__/hostileTexts';
import { toPrintable, toPrintableLine } from './toPrintable';

describe('toPrintableLine', () => {
  it.each([
    ['::error file=a::b', '\\u003a:error file=a::b'],
    [' \t::add-mask::a', ' \\t::add-mask::a'],
    ['  ::warning::a', '  \\u003a:warning::a'],
    ['a ##[error]b', 'a \\u0023#[error]b'],
    [
      '##vso[task.setvariable variable=a]b',
      '\\u0023#vso[task.setvariable variable=a]b',
    ],
    ['###[group]', '#\\u0023#[group]'],
    ['a\r\u001b[2Kb', 'a\\r\\u001b[2Kb'],
    ['std::vector, ## title, #1', 'std::vector, ## title, #1'],
  ])('writes %j as %j', (line, output) => {
    expect(toPrintableLine(line)).toBe(output);
  });

  it('leaves no command and no control character of any text', () => {
    fc.assert(
      fc.property(hostileText, text => {
        expect(toPrintableLine(text)).not.toMatch(HOSTILE);
        expect(commandLike(toPrintableLine(text))).toBe(false);
      }),
    );
  });

  it('changes nothing of what it made', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const once = toPrintableLine(text);
        expect(toPrintableLine(once)).toBe(once);
      }),
    );
  });
});

describe('toPrintable', () => {
  it('ends each line, and lets none end within', () => {
    expect(toPrintable(['a', 'b\nc', ''])).toBe('a\nb\\nc\n\n');
    expect(toPrintable([])).toBe('');
  });
});
