import { testTranslate } from '../__testUtils__/translate';
import { durationText, relativeText } from './time';

const t = testTranslate();

describe('times in words', () => {
  it.each([
    [-1, '0 s'],
    [8_400, '8 s'],
    [60_000, '1 min'],
    [56 * 60_000, '56 min'],
    [3 * 3_600_000, '3 h'],
    [24 * 3_600_000, '1 day'],
    [50 * 3_600_000, '2 days'],
  ])('call %d ms "%s"', (milliseconds, text) => {
    expect(durationText(milliseconds, t)).toBe(text);
  });

  it('tell what was from what will be', () => {
    expect(relativeText(0, 240_000, t)).toBe('4 min ago');
    expect(relativeText(240_000, 0, t)).toBe('in 4 min');
    expect(relativeText(400, 0, t)).toBe('now');
  });
});
