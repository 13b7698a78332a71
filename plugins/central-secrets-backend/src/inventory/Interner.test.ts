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
});
