import fc from 'fast-check';
import { SyncWindowsRecord } from '../../records';
import { readSyncWindows } from './syncWindows';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Entry = readonly [schedule: string, durationMs: number];

const windowsOf = (kind: SyncWindowsRecord['kind'], ...entries: Entry[]) =>
  readSyncWindows({
    kind,
    windows: entries.map(([schedule, durationMs]) => ({
      schedule,
      durationMs,
    })),
  });

/** Two hours from 22:00 on, as in the operator's own test. */
const EVENING: Entry = ['0 22 * * *', 2 * HOUR];
const OPENS = Date.parse('2026-06-01T22:00:00Z');
const CLOSES = OPENS + 2 * HOUR;

describe('isAllowed', () => {
  it.each([
    ['at the opening', OPENS, true],
    ['within', OPENS + 30 * MINUTE, true],
    ['at the end', CLOSES, true],
    ['after the end', CLOSES + 1_000, false],
    ['before the opening', OPENS - HOUR, false],
    ['between two openings', OPENS + 5 * HOUR, false],
    ['in the next opening', OPENS + 24.5 * HOUR, true],
  ])('is as the operator has it %s', (_, moment, isOpen) => {
    expect(windowsOf('allow', EVENING).isAllowed(moment)).toBe(isOpen);
    expect(windowsOf('deny', EVENING).isAllowed(moment)).toBe(!isOpen);
  });

  it('takes a schedule that cannot be read for a window that is never open', () => {
    const broken: Entry = ['not-a-cron', 2 * HOUR];
    expect(windowsOf('allow', broken).isAllowed(OPENS)).toBe(false);
    expect(windowsOf('deny', broken).isAllowed(OPENS)).toBe(true);
    expect(windowsOf('allow', broken, EVENING).isAllowed(OPENS)).toBe(true);
  });

  it('is the same at every moment where windows follow each other without a break', () => {
    const always = windowsOf('deny', ['0 0 * * *', 24 * HOUR]);
    expect(always.isAllowed(OPENS)).toBe(false);
    expect(always.changesAfter(OPENS)).toBeUndefined();
    const delay = windowsOf('deny', ['@every 1h', HOUR]);
    expect(delay.isAllowed(OPENS)).toBe(false);
    expect(delay.changesAfter(OPENS)).toBeUndefined();
  });
});

describe('changesAfter', () => {
  it('is the opening, or the moment after the end', () => {
    const windows = windowsOf('allow', EVENING);
    expect(windows.changesAfter(OPENS - HOUR)).toBe(OPENS);
    expect(windows.changesAfter(OPENS)).toBe(CLOSES + 1);
  });

  it('passes over an end within another window', () => {
    const windows = windowsOf('deny', EVENING, ['0 23 * * *', 4 * HOUR]);
    expect(windows.changesAfter(OPENS)).toBe(OPENS + 5 * HOUR + 1);
  });

  it('is not known where no window ever opens', () => {
    const windows = windowsOf('allow', ['0 0 31 2 *', HOUR]);
    expect(windows.changesAfter(OPENS)).toBeUndefined();
  });
});

describe('allowedSince', () => {
  const windows = windowsOf('allow', EVENING);

  it.each([
    ['the opening', OPENS - HOUR, OPENS + HOUR, OPENS],
    [
      'the earliest moment where it was open before',
      OPENS + 1,
      OPENS + HOUR,
      OPENS + 1,
    ],
    ['the last opening of several', OPENS - 30 * HOUR, OPENS + HOUR, OPENS],
  ])('is %s', (_, earliest, moment, since) => {
    expect(windows.allowedSince(moment, earliest)).toBe(since);
  });

  it('is not known while the window is not open', () => {
    expect(windows.allowedSince(CLOSES + HOUR, OPENS - HOUR)).toBeUndefined();
  });

  it('is not known where windows open more often than is looked at', () => {
    const often = windowsOf('deny', ['* * * * *', 1_000]);
    expect(
      often.allowedSince(OPENS + 30_000, OPENS - 24 * HOUR),
    ).toBeUndefined();
  });

  it('agrees with asking at every minute', () => {
    const schedule = fc
      .tuple(fc.nat(59), fc.constantFrom('*', '22', '*/3', '21-23'))
      .map(([minute, hour]) => `${minute} ${hour} * * *`);
    fc.assert(
      fc.property(
        fc.constantFrom('allow' as const, 'deny' as const),
        fc.array(fc.tuple(schedule, fc.integer({ min: 1, max: 200 })), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.nat(1_440),
        fc.nat(600),
        (kind, entries, minute, back) => {
          const of = entries.map(
            ([each, minutes]): Entry => [each, minutes * MINUTE],
          );
          const some = windowsOf(kind, ...of);
          // Between minutes, where nothing changes.
          const moment = OPENS + minute * MINUTE + 30_000;
          const earliest = moment - back * MINUTE;
          const since = some.allowedSince(moment, earliest);
          const minutes = Array.from(
            { length: back + 1 },
            (_, after) => earliest + after * MINUTE,
          );
          const lastForbidden = minutes.findLast(at => !some.isAllowed(at));
          const expected =
            lastForbidden === undefined ? earliest : lastForbidden + MINUTE;
          // A change is at a full minute, or just after one.
          const isExpected =
            since === undefined
              ? !some.isAllowed(moment)
              : since <= expected && since > (lastForbidden ?? -Infinity);
          expect(isExpected).toBe(true);
        },
      ),
    );
  });
});
