import fc from 'fast-check';
import { quote, quoteAll } from './quote';

describe('quote', () => {
  it.each([
    ['add', '"add"'],
    [7, '7'],
    [null, 'null'],
    [undefined, 'nothing'],
    [['registry'], '["registry"]'],
    [{ a: [true] }, '{"a":[true]}'],
    [[1, 2, 3, 4, 5, 6], '[1,2,3,4,5,…]'],
    [[[[[1]]]], '[[[[…]]]]'],
    [{ ['__proto__']: 1 }, '{"__proto__":1}'],
  ])('writes %j as %s', (value, text) => {
    expect(quote(value)).toBe(text);
  });

  it('looks no deeper than it shows', () => {
    let looks = 0;
    const bottomless = (): object => ({
      get deeper() {
        looks += 1;
        return bottomless();
      },
    });
    quote(bottomless());
    expect(looks).toBeLessThan(5);
  });

  it('repeats no credential that was sent by mistake', () => {
    const canary = 'canary-not-a-real-value';
    expect(quote({ password: canary })).not.toContain(canary);
  });

  it('is short and printable for any value', () => {
    const values = fc.oneof(fc.anything(), fc.jsonValue({ maxDepth: 20 }));
    fc.assert(
      fc.property(values, value => {
        const shown = quote(value);
        expect([...shown].length).toBeLessThanOrEqual(101);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});

describe('quoteAll', () => {
  it('names a few of many', () => {
    expect(quoteAll(['a', 'b'])).toBe('"a", "b"');
    expect(quoteAll([1, 2, 3, 4, 5, 6, 7])).toBe('1, 2, 3, 4, 5 and 2 more');
  });
});
