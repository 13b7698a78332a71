import { testTranslate } from '../__testUtils__/translate';
import {
  durationText,
  exactText,
  parseTime,
  relativeText,
  universalText,
} from './time';

const t = testTranslate();

describe('times in words', () => {
  it.each([
    [-1, '0 s'],
    [8_400, '8 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [56 * 60_000, '56 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [24 * 3_600_000 - 1, '23 h'],
    [24 * 3_600_000, '1 day'],
    [50 * 3_600_000, '2 days'],
  ])('call %d ms "%s"', (milliseconds, text) => {
    expect(durationText(milliseconds, t)).toBe(text);
  });

  it('tell what was from what will be', () => {
    expect(relativeText(0, 240_000, t)).toBe('4 min ago');
    expect(relativeText(240_000, 0, t)).toBe('in 4 min');
    expect(relativeText(400, 0, t)).toBe('now');
    expect(relativeText(0, 999, t)).toBe('now');
    expect(relativeText(1_000, 0, t)).toBe('in 1 s');
  });

  it('are exact to the second, with the zone, where the reader asks for it', () => {
    const at = Date.parse('2026-11-23T14:02:31Z');
    expect(exactText(at)).toMatch(/2026.*:02:31/);
    expect(exactText(at)).not.toBe(exactText(at + 1_000));
  });

  it('mean the same to every reader in a message', () => {
    expect(universalText(Date.parse('2026-11-23T14:02:31Z'))).toBe(
      '2026-11-23 14:02 UTC',
    );
  });

  it('are milliseconds, or unknown', () => {
    expect(parseTime('1970-01-01T00:00:01Z')).toBe(1_000);
    expect(parseTime(null)).toBeUndefined();
  });
});
