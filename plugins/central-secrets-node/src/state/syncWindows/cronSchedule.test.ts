import { Cron } from 'croner';
import fc from 'fast-check';
import { parseSchedule } from './cronSchedule';

const at = (time: string) => Date.parse(`2026-06-${time}Z`);
const next = (schedule: string, moment: number) => {
  const firing = parseSchedule(schedule)?.firingAfter(moment);
  return firing === undefined ? undefined : new Date(firing).toISOString();
};

/** 1 June 2026 is a Monday. */
const MONDAY = at('01T00:00:00');

describe('firingAfter', () => {
  it.each([
    ['0 22 * * *', '2026-06-01T22:00:00.000Z'],
    ['5/15 * * * *', '2026-06-01T00:05:00.000Z'],
    ['0,30 1-2 * * *', '2026-06-01T01:00:00.000Z'],
    ['0 0 * * Sun', '2026-06-07T00:00:00.000Z'],
    ['0 0 ? JAN-mar sun', '2027-01-03T00:00:00.000Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00.000Z'],
    ['@weekly', '2026-06-07T00:00:00.000Z'],
    ['@monthly', '2026-07-01T00:00:00.000Z'],
    ['@annually', '2027-01-01T00:00:00.000Z'],
    ['@hourly', '2026-06-01T01:00:00.000Z'],
    ['@every 1h30m', '2026-06-01T01:30:00.000Z'],
    ['@every 1ms', '2026-06-01T00:00:01.000Z'],
  ])('reads %s as the operator does', (schedule, firing) => {
    expect(next(schedule, MONDAY)).toBe(firing);
  });

  it('takes either day where both are restricted, and both where one is not', () => {
    expect(next('0 0 15 * 5', MONDAY)).toBe('2026-06-05T00:00:00.000Z');
    expect(next('0 0 */1 * 5', MONDAY)).toBe('2026-06-05T00:00:00.000Z');
    expect(next('0 0 */2 * 5', MONDAY)).toBe('2026-06-03T00:00:00.000Z');
  });

  it('is after the moment, and not at it', () => {
    expect(next('* * * * *', MONDAY - 1)).toBe('2026-06-01T00:00:00.000Z');
    expect(next('* * * * *', MONDAY)).toBe('2026-06-01T00:01:00.000Z');
  });

  it.each([['0 0 31 2 *'], ['0 0 30 feb *']])(
    'gives up on a date that never comes: %s',
    schedule => {
      expect(next(schedule, MONDAY)).toBeUndefined();
    },
  );

  it('knows nothing about a moment that cannot be', () => {
    expect(next('@daily', NaN)).toBeUndefined();
    expect(next('@daily', 8.64e15)).toBeUndefined();
  });
});

describe('parseSchedule', () => {
  it.each([
    'not-a-cron',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    // Sunday is 0 alone for the operator.
    '* * * * 7',
    '* * * * L',
    '* * * * fri-mon',
    '*/0 * * * *',
    '1/2/3 * * * *',
    '1-2-3 * * * *',
    '-1 * * * *',
    '5- * * * *',
    '@every day',
    '@reboot',
  ])('ignores what the operator ignores: %s', schedule => {
    expect(parseSchedule(schedule)).toBeUndefined();
  });

  it('ends for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789*/-,?@ ') }),
        text => {
          const firing = parseSchedule(text)?.firingAfter(MONDAY);
          expect(firing ?? Infinity).toBeGreaterThan(MONDAY);
        },
      ),
    );
  });

  /** Whether there is a 29 February, even in part, from one moment to another. */
  function hasLeapDay(from: number, to: number): boolean {
    const first = new Date(from).getUTCFullYear();
    const years = new Date(to).getUTCFullYear() - first + 1;
    return Array.from({ length: years }, (_, index) => first + index).some(
      year =>
        new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1 &&
        from < Date.UTC(year, 2, 1) &&
        to >= Date.UTC(year, 1, 29),
    );
  }

  it('fires on the first of March after a leap day', () => {
    const leapDay = Date.parse('2084-02-27T23:59:00Z');
    expect(parseSchedule('* * */5 * */4')?.firingAfter(leapDay)).toBe(
      Date.parse('2084-03-01T00:00:00Z'),
    );
  });

  it('finds the firings that croner finds', () => {
    const range = (least: number, most: number) =>
      fc
        .tuple(fc.nat(most - least), fc.nat(most - least))
        .map(([one, other]) => {
          const [low, high] = [one, other].sort((a, b) => a - b);
          return `${least + low}-${least + high}`;
        });
    const field = (least: number, most: number) =>
      fc.oneof(
        fc.constant('*'),
        fc.integer({ min: least, max: most }).map(String),
        range(least, most),
        fc
          .tuple(range(least, most), fc.integer({ min: 1, max: 6 }))
          .map(([of, step]) => `${of}/${step}`),
        fc.integer({ min: 2, max: 6 }).map(step => `*/${step}`),
      );
    fc.assert(
      fc.property(
        fc.tuple(
          field(0, 59),
          field(0, 23),
          field(1, 28),
          field(1, 12),
          field(0, 6),
        ),
        fc.integer({ min: 0, max: 4_000_000_000 }),
        (fields, seconds) => {
          const schedule = fields.join(' ');
          const moment = seconds * 1_000;
          const options = { timezone: 'UTC', mode: '5-part' } as const;
          const found = parseSchedule(schedule)?.firingAfter(moment);
          // croner 10.0.1 passes over the first of March after a leap day.
          fc.pre(!found || !hasLeapDay(moment, found));
          expect(found).toBe(
            new Cron(schedule, options).nextRun(new Date(moment))?.getTime(),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
