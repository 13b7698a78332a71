import { canonicalGoDuration } from './goDuration';

describe('canonicalGoDuration', () => {
  it.each([
    ['1h', '1h0m0s'],
    ['1h0m0s', '1h0m0s'],
    ['90s', '1m30s'],
    ['5s', '5s'],
    ['0', '0s'],
    ['25h1s', '25h0m1s'],
  ])('writes %s as %s', (text, expected) => {
    expect(canonicalGoDuration(text)).toBe(expected);
  });
});
