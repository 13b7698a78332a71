import { Interner } from './Interner';

describe('Interner', () => {
  it('makes equal values one, and leaves different ones apart', () => {
    const interner = new Interner();
    const spec = () => ({ store: { name: 'hub' }, keys: ['a'] });
    expect(interner.value(spec())).toBe(interner.value(spec()));
    expect(interner.value({ ...spec(), keys: ['b'] })).not.toBe(
      interner.value(spec()),
    );
    expect(() => {
      (interner.value(spec()) as { keys: string[] }).keys = [];
    }).toThrow(TypeError);
  });

  it('remembers a bounded number of values', () => {
    const interner = new Interner();
    const first = interner.value({ number: 0 });
    for (let number = 1; number <= 50_000; number++) {
      interner.value({ number });
    }
    const again = interner.value({ number: 0 });
    expect(again).toEqual(first);
    expect(again).not.toBe(first);
  });

  it('holds a bounded amount of text, and none of what is long', () => {
    const interner = new Interner();
    const long = { note: 'x'.repeat(1_200_000) };
    expect(interner.value(long)).toBe(long);
    expect(interner.value({ ...long })).not.toBe(long);
    expect(interner.text('y'.repeat(5_000))).toHaveLength(5_000);
    expect(interner.size).toBe(0);
    let most = 0;
    for (let number = 0; number < 10_000; number += 1) {
      interner.value({ note: `${number} ${'x'.repeat(3_000)}` });
      interner.text(`${number} ${'y'.repeat(3_000)}`);
      most = Math.max(most, interner.size);
    }
    expect(most).toBeLessThanOrEqual(16_000_000);
  });
});
