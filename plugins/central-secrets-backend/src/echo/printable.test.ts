import fc from 'fast-check';
import { printable } from './printable';

describe('printable', () => {
  it('leaves a name as it is', () => {
    expect(printable('application-docker-registry')).toBe(
      'application-docker-registry',
    );
  });

  it('escapes what would act on a terminal, a log or the direction of text', () => {
    expect(printable('a\u001b[2J\r\n\u0085\u202e\u2028\u200b\u{e0041}')).toBe(
      'a\\u001b[2J\\u000d\\u000a\\u0085\\u202e\\u2028\\u200b\\u{e0041}',
    );
  });

  it('hides what looks like a credential', () => {
    const token = ['ghp', 'notareal'.repeat(4)].join('_');
    expect(printable(`x ${token}`)).toBe('x [hidden]');
  });

  it('cuts between characters, and says that it did', () => {
    expect(printable('💥'.repeat(101))).toBe(`${'💥'.repeat(100)}…`);
  });

  it('is short and printable for any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1_000 }),
      fc.string({ unit: fc.constantFrom('"', '\\', '\u0000', '\u202e', 'a') }),
    );
    fc.assert(
      fc.property(text, raw => {
        const shown = printable(raw);
        expect([...shown].length).toBeLessThanOrEqual(101);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});
