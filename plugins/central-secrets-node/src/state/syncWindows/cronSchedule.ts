import { parseGoDuration } from '@central-secrets/backstage-plugin-central-secrets-common';

/**
 * Cron schedules as the operator reads them: robfig/cron v3 with five fields and
 * descriptors, in UTC. Our own reading and not a library's: a team writes these,
 * so a date that never comes must cost nothing, and a schedule that the operator
 * ignores must be ignored (docs/decisions/0022).
 */
export interface CronSchedule {
  /**
   * The first firing after a moment; undefined: none in five years.
   *
   * @param moment - milliseconds since the epoch
   */
  firingAfter(moment: number): number | undefined;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The operator gives up here, too. */
const MOST_YEARS = 5;

const DESCRIPTORS: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');

/** The values that a field may have, and its names, the first for `least`. */
interface FieldBounds {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const BOUNDS: readonly FieldBounds[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 6, names: WEEKDAYS },
];

interface Field {
  readonly values: ReadonlySet<number>;
  /** It says `*` or `?`, and so nothing about the day. */
  readonly isStar: boolean;
}

const NUMBER = /^\d{1,9}$/;

function parseValue(
  text: string,
  { least, names = [] }: FieldBounds,
): number | undefined {
  const at = names.indexOf(text.toLowerCase());
  if (at >= 0) {
    return least + at;
  }
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** One entry of a field's list: `getRange` in robfig/cron. */
function parseRange(text: string, bounds: FieldBounds): Field | undefined {
  const [range, stepText, ...moreSteps] = text.split('/');
  const [lowText, highText, ...moreEnds] = range.split('-');
  const isStar = lowText === '*' || lowText === '?';
  const step =
    stepText === undefined ? 1 : NUMBER.test(stepText) && Number(stepText);
  const low = isStar ? bounds.least : parseValue(lowText, bounds);
  const isOpen = isStar || (highText === undefined && stepText !== undefined);
  const high = isOpen ? bounds.most : parseValue(highText ?? lowText, bounds);
  const isRead =
    moreSteps.length === 0 &&
    moreEnds.length === 0 &&
    low !== undefined &&
    high !== undefined &&
    low >= bounds.least &&
    high <= bounds.most &&
    low <= high;
  if (!isRead || !step) {
    return undefined;
  }
  const values = new Set<number>();
  for (let value = low; value <= high; value += step) {
    values.add(value);
  }
  return { values, isStar: isStar && step === 1 };
}

function parseField(text: string, bounds: FieldBounds): Field | undefined {
  const ranges = text
    .split(',')
    .filter(range => range !== '')
    .map(range => parseRange(range, bounds));
  return ranges.every(range => range !== undefined)
    ? {
        values: new Set(ranges.flatMap(({ values }) => [...values])),
        isStar: ranges.some(({ isStar }) => isStar),
      }
    : undefined;
}

/** The first time of a day, from one of its minutes on. */
function firstTime(
  hours: Field,
  minutes: Field,
  from: number,
): number | undefined {
  for (let hour = Math.floor(from / HOUR_MS); hour < 24; hour += 1) {
    if (hours.values.has(hour)) {
      const start = hour * HOUR_MS;
      for (let minute = 0; minute < 60; minute += 1) {
        const time = start + minute * MINUTE_MS;
        if (time >= from && minutes.values.has(minute)) {
          return time;
        }
      }
    }
  }
  return undefined;
}

function ofFields([
  minutes,
  hours,
  days,
  months,
  weekdays,
]: readonly Field[]): CronSchedule {
  const isDay = (date: Date) => {
    const inMonth = days.values.has(date.getUTCDate());
    const inWeek = weekdays.values.has(date.getUTCDay());
    return days.isStar || weekdays.isStar
      ? inMonth && inWeek
      : inMonth || inWeek;
  };
  return {
    firingAfter(moment) {
      let from = (Math.floor(moment / MINUTE_MS) + 1) * MINUTE_MS;
      const lastYear = new Date(from).getUTCFullYear() + MOST_YEARS;
      for (;;) {
        const day = Math.floor(from / DAY_MS) * DAY_MS;
        const date = new Date(day);
        // The comparison is false for a date that cannot be, too.
        if (!(date.getUTCFullYear() <= lastYear)) {
          return undefined;
        }
        if (months.values.has(date.getUTCMonth() + 1) && isDay(date)) {
          const time = firstTime(hours, minutes, from - day);
          if (time !== undefined) {
            return day + time;
          }
        }
        from = day + DAY_MS;
      }
    },
  };
}

/** From each moment on, after the same time: `ConstantDelaySchedule`. */
function ofDelay(duration: number): CronSchedule {
  const delay = Math.max(
    SECOND_MS,
    Math.floor(duration / SECOND_MS) * SECOND_MS,
  );
  return {
    firingAfter: moment => Math.floor(moment / SECOND_MS) * SECOND_MS + delay,
  };
}

/** Reads a schedule; undefined: the operator ignores it. */
export function parseSchedule(text: string): CronSchedule | undefined {
  const every = /^@every (.+)$/.exec(text)?.[1];
  if (every !== undefined) {
    try {
      return ofDelay(parseGoDuration(every));
    } catch {
      return undefined;
    }
  }
  const texts = (DESCRIPTORS.get(text) ?? text).trim().split(/\s+/);
  const fields = BOUNDS.map((bounds, index) =>
    parseField(texts[index] ?? '-', bounds),
  );
  return texts.length === BOUNDS.length &&
    fields.every(field => field !== undefined)
    ? ofFields(fields)
    : undefined;
}
