import { hideCredentials, redactText } from './redactText';

/** How many expressions look at the whole text until it is judged. */
function countLooks(redact: (text: string) => string, judged: string): number {
  // Not by a spy: it would keep every text.
  const expressions: RegExp = RegExp.prototype;
  const { exec } = expressions;
  let looks = 0;
  expressions.exec = function count(text) {
    looks += text === judged && !this.global ? 1 : 0;
    return exec.call(this, text);
  };
  try {
    redact(judged);
  } finally {
    expressions.exec = exec;
  }
  return looks;
}

/** An answer has very many such texts. */
const FEW = 5;

describe('a text with nothing to hide', () => {
  it.each([
    '',
    'True',
    'secret',
    'secret synced',
    'True (Synced)',
    'a, b. (Two Words) and one more',
    `${'a'.repeat(19)} B${'a'.repeat(18)}`,
    '2026-11-23T05:00:00Z',
    '2026-11-23T05:00:00.1Z',
    '2026-11-23T05:00:00.123456789Z',
  ])('is known at one look, whoever wrote it: %j', text => {
    expect(countLooks(redactText, text)).toBeLessThanOrEqual(FEW);
    expect(countLooks(hideCredentials, text)).toBeLessThanOrEqual(FEW);
  });

  it.each(['a-name/of.some_thin', 'port 8080', '-- a', '{a}, <b> & (c)'])(
    'is known at one look, where it was written here: %j',
    text => {
      expect(countLooks(hideCredentials, text)).toBeLessThanOrEqual(FEW);
    },
  );
});

describe('a text that may have something to hide', () => {
  it.each([
    'port 8080',
    'a-name',
    'a/b',
    `${'a'.repeat(21)}`,
    `B${'a'.repeat(20)}`,
    '2026-11-23T05:00:00',
    'x2026-11-23T05:00:00Z',
    '2026-11-23T05:00:00.1234567890Z',
    'a "b"',
    'Basic x',
    'a\tb',
  ])('is looked at closely, where the cluster wrote it: %j', text => {
    expect(countLooks(redactText, text)).toBeGreaterThan(FEW);
  });

  it.each([
    'a "b" c',
    "a 'b' c",
    'a `b` c',
    'a: b c',
    'a=b c d',
    'a@b c d',
    'a[b] c d',
    'a-----b c',
    `see ${'a1/+_.~-'.repeat(3)}`,
    'by basic words',
    'by BEARER words',
    'x ghp_abcdef',
  ])('is looked at closely, where it was written here: %j', text => {
    expect(countLooks(hideCredentials, text)).toBeGreaterThan(FEW);
  });
});
