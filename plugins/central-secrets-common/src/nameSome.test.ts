import { nameSome } from './nameSome';

describe('nameSome', () => {
  it('names all of a few', () => {
    expect(nameSome([])).toBe('');
    expect(nameSome(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d, e');
  });

  it('names five of many, and says how many more there are', () => {
    const names = Array.from({ length: 4_000 }, (_, index) => `n${index}`);
    expect(nameSome(names)).toBe('n0, n1, n2, n3, n4 and 3995 more');
    expect(nameSome(names, 1)).toBe('n0 and 3999 more');
  });
});
