import fc from 'fast-check';
import { escapeControls, toOneLine } from './escapeControls';

const NOT_TEXT = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('escapeControls', () => {
  it.each([
    ['a line break', 'a\nb', 'a\\nb'],
    ['a carriage return and a tab', 'a\r\tb', 'a\\r\\tb'],
    ['an escape sequence', '\u001b[31mred', '\\u001b[31mred'],
    ['C1 and DEL', '\u0085\u009b\u007f', '\\u0085\\u009b\\u007f'],
    ['line and paragraph separators', '\u2028\u2029', '\\u2028\\u2029'],
    ['a mark of direction', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['an Arabic letter mark', '\u061c', '\\u061c'],
    [
      'characters without a width',
      'a\u200bb\ufeff\u00ad',
      'a\\u200bb\\ufeff\\u00ad',
    ],
    ['a tag beyond the first plane', '\u{e0041}', '\\udb40\\udc41'],
    ['half of a pair', '\ud83d', '\\ud83d'],
  ])('writes %s as an escape', (_, text, escaped) => {
    expect(escapeControls(text)).toBe(escaped);
  });

  it('leaves letters of all languages, and signs, as they are', () => {
    const text = 'Ärger, 日本語, שלום, 😀 → "\\" \u00a0';
    expect(escapeControls(text)).toBe(text);
  });

  it('leaves one line of text, whatever comes in, and changes nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const escaped = escapeControls(text);
        expect(escaped).not.toMatch(NOT_TEXT);
        expect(escapeControls(escaped)).toBe(escaped);
      }),
    );
  });

  it('stands for the same characters in JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(JSON.parse(escapeControls(JSON.stringify(text)))).toBe(text);
      }),
    );
  });
});

describe('toOneLine', () => {
  it('makes one space of each line break, keeps tabs, and escapes the rest', () => {
    expect(toOneLine('a:\n\n  b\tc\r\n\td\u2028e\u001b')).toBe(
      'a: b\tc d e\\u001b',
    );
  });

  it('leaves spaces as they are', () => {
    expect(toOneLine(' a  b ')).toBe(' a  b ');
  });
});
