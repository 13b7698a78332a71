import fc from 'fast-check';
import { shareUnchanged } from './shareUnchanged';

describe('shareUnchanged', () => {
  it('keeps the objects that did not change, and no other', () => {
    const before = { at: 1, rows: [{ id: 'a', keys: ['x'] }, { id: 'b' }] };
    const after = { at: 2, rows: [{ id: 'a', keys: ['x'] }, { id: 'c' }] };
    const shared = shareUnchanged(before, after);
    expect(shared).toEqual(after);
    expect(shared.rows[0]).toBe(before.rows[0]);
    expect(shared.rows[1]).not.toBe(before.rows[1]);
  });

  it('gives the answer of before where all of it is the same', () => {
    const before = { rows: [{ id: 'a' }], none: null };
    expect(shareUnchanged(before, { rows: [{ id: 'a' }], none: null })).toBe(
      before,
    );
  });

  it.each([
    [undefined, { a: 1 }],
    [[1, 2], [1]],
    [[1], [1, 2]],
    [[], {}],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: undefined }, { b: undefined }],
    [{ a: null }, { a: {} }],
  ])('does not take %j for %j', (before, after) => {
    expect(shareUnchanged(before, after)).toStrictEqual(after);
  });

  it('never changes what is told', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const copy = structuredClone(before);
        expect(shareUnchanged(before, after)).toEqual(after);
        expect(shareUnchanged(before, copy)).toEqual(before);
        expect(before).toEqual(copy);
      }),
    );
  });
});
