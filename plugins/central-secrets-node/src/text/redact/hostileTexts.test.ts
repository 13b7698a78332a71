import fc from 'fast-check';
import { hideInText } from './hideInText';
import { hideCredentials, redactText } from './redactText';

const TEN_MEGABYTES = 10 * 1024 * 1024;

/** Pieces that, repeated, might be looked through again and again. */
const PIECES = [
  'x',
  '"',
  "'",
  '`',
  '\\"',
  '`a',
  "'a ",
  '"a ',
  ' "a',
  '\\',
  '{"',
  '"error":"',
  'x="',
  "password='",
  'password=',
  'password=,a',
  'token: ',
  'a,b=',
  '&',
  ',',
  'a:',
  ':a@',
  'https://',
  'https://a:b',
  'map[',
  'map[]',
  ']',
  '[1 ',
  '-----BEGIN',
  '-----BEGIN A-----',
  '-----END A-----',
  'bearer ',
  'eyJ',
  'sk-',
  '8Q~',
  '=',
  ' ',
  '\n',
  '!!str `',
  'namespace a',
  'key: a',
  'Invalid value: a',
  'could not get SecretStore ',
  'secrets "',
  'secrets "a" ',
  'Object a/',
  'a.',
  'a-',
  '0a',
  'uid: 00000000-0000-0000-0000-000000000000 ',
];

/**
 * The work of the engine: the length of each text in which an expression is
 * looked for everywhere, and how far a mark is looked for. An expression that
 * looks at one place counts as one.
 */
function countWork(run: () => void): number {
  let work = 0;
  // Not by spies: they would keep every call.
  const expressions: RegExp = RegExp.prototype;
  const texts: String = String.prototype;
  const { exec } = expressions;
  const { indexOf } = texts;
  expressions.exec = function count(text) {
    work += this.sticky ? 1 : text.length;
    return exec.call(this, text);
  };
  texts.indexOf = function count(mark, from = 0) {
    const found = indexOf.call(this, mark, from);
    work += (found < 0 ? this.length : found) - from + 1;
    return found;
  };
  try {
    run();
  } finally {
    expressions.exec = exec;
    texts.indexOf = indexOf;
  }
  return work;
}

describe.each([
  ['redactText', redactText, 'foreign'],
  ['hideCredentials', hideCredentials, 'own'],
] as const)('%s', (_, redact, origin) => {
  it.each(PIECES)(
    'does work that grows with the length: %j repeated',
    piece => {
      const workFor = (length: number) => {
        const text = piece.repeat(length / piece.length);
        return countWork(() => hideInText(text, origin));
      };
      const [short, long] = [workFor(2_000), workFor(16_000)];
      expect(long).toBeLessThan(10 * short + 20_000);
    },
  );

  it.each(['x', '"', '`a', 'password=', '[1 '])('takes 10 MB of %j', piece => {
    const text = piece.repeat(TEN_MEGABYTES / piece.length);
    expect(redact(text).length).toBeLessThanOrEqual(500);
  });

  it('neither reads nor shows what comes after 32,768 characters', () => {
    const head = 'word '.repeat(6_550);
    const one = redact(`${head}${'first '.repeat(1_000)}`);
    const other = redact(`${head}${'"other" '.repeat(1_000)}`);
    expect(one).toBe(other);
    expect(one).toMatch(/ …$/);
  });

  it('shows no half of a token at the place where it stops reading', () => {
    const secret = `aB3${'dE5fG7hJ9'.repeat(5)}`;
    for (let before = 32_720; before < 32_780; before += 1) {
      // Cut somewhere within the secret; the beginning is shown in the end.
      const hidden = hideInText(`${' '.repeat(before)}${secret}`, 'foreign');
      expect(hidden).not.toContain('dE5f');
      const shown = redact(`${' '.repeat(before)}${secret}${' '.repeat(99)}`);
      expect(shown).not.toContain('aB3');
    }
  });

  it('takes a very long open quote', () => {
    expect(redact(`password: "${'a'.repeat(20_000)}`)).toBe(
      'password: "[hidden]',
    );
  });

  it('takes any text, and gives one well-formed line of one direction', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.constantFrom(
              '\ud83d',
              '\udd11',
              '\u202e',
              '\u001b[31m',
              '\u2028',
            ),
            fc.constantFrom(...PIECES),
          ),
        ),
        pieces => {
          const shown = redact(pieces.join(''));
          expect(shown).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?!\t)\p{Cc}/u);
          expect(shown.length).toBeLessThanOrEqual(500);
        },
      ),
    );
  });

  it('hides nothing of a text that it made', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.lorem(),
            fc.stringMatching(/^[A-Za-z0-9+/]{8,40}$/),
            fc.constantFrom(
              'password=notAReal',
              'secrets "shop" not found',
              'got "notAReal" back',
              'map[a:b]',
              'https://a:b@c.example.com/d?e=f',
              '-----BEGIN A-----x-----END A-----',
            ),
          ),
          { maxLength: 6 },
        ),
        pieces => {
          const once = redact(pieces.join(' '));
          expect(redact(once)).toBe(once);
        },
      ),
    );
  });
});
