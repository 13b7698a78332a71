import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { readKeyPurposes } from './keyPurposes';

const purposesOf = (text: string, keys?: string[]) =>
  readKeyPurposes({
    annotations: { 'central-secrets/keys-purpose': text },
    spec: { keys },
  });

const DISTRIBUTIONS = resolve(
  __dirname,
  '../../../../deploy/base/distributions',
);

describe('readKeyPurposes', () => {
  it('reads one key=purpose per line', () => {
    expect(
      purposesOf('username=the account\r\n\n  pass.word = its token, a=b \n'),
    ).toEqual({ username: 'the account', 'pass.word': 'its token, a=b' });
  });

  it('returns undefined where no purpose is stated', () => {
    expect(readKeyPurposes({ annotations: {}, spec: {} })).toBeUndefined();
    expect(purposesOf('')).toBeUndefined();
    expect(purposesOf('in words\n=x\nkey=\nno key=x')).toBeUndefined();
  });

  it('ignores keys that the Secret does not have', () => {
    expect(purposesOf('old=x\ntoken=y', ['token'])).toEqual({ token: 'y' });
    expect(purposesOf('old=x', ['token'])).toBeUndefined();
  });

  it('keeps the first purpose of a key', () => {
    expect(purposesOf('a=first\na=second')).toEqual({ a: 'first' });
  });

  it('hides credentials', () => {
    const canary = ['ghp', 'canary0canary0canary0'].join('_');
    expect(JSON.stringify(purposesOf(`token=such as ${canary}`))).not.toContain(
      canary,
    );
  });

  it('changes nothing of the purposes that the distributions of this repository state', () => {
    const files = readdirSync(DISTRIBUTIONS).filter(
      name => name.endsWith('.yaml') && name !== 'kustomization.yaml',
    );
    const told = files.map(name => {
      const { metadata } = parse(
        readFileSync(resolve(DISTRIBUTIONS, name), 'utf8'),
      );
      const text: string =
        metadata.annotations['central-secrets/keys-purpose'] ?? '';
      return [
        text.trim(),
        Object.entries(purposesOf(text) ?? {})
          .map(pair => pair.join('='))
          .join('\n'),
      ];
    });
    expect(told.length).toBeGreaterThan(5);
    told.forEach(([text, purposes]) => expect(purposes).toBe(text));
  });

  it('returns a bounded number of short texts without control characters, whatever the annotation holds', () => {
    const anyLine = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc
        .tuple(
          fc.constantFrom('a', '__proto__', 'constructor', 'b c'),
          fc.string({ maxLength: 400 }),
        )
        .map(pair => pair.join('=')),
      fc.nat(1_000).map(index => `key-${index}=x`),
    );
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 300 }), lines => {
        const purposes = Object.entries(purposesOf(lines.join('\n')) ?? {});
        expect(purposes.length).toBeLessThanOrEqual(100);
        purposes.forEach(([key, purpose]) => {
          expect(key).toMatch(/^[-._a-zA-Z0-9]+$/);
          expect(purpose.length).toBeLessThanOrEqual(200);
          expect(purpose).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        });
      }),
    );
  });
});
