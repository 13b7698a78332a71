import type { Translate } from './translate';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A length of time in the largest unit that fits it: "8 s", "4 min", "3 h", "2 days". */
export function durationText(milliseconds: number, t: Translate): string {
  const length = Math.max(0, milliseconds);
  if (length < MINUTE_MS) {
    return t('time.seconds', {
      amount: String(Math.floor(length / SECOND_MS)),
    });
  }
  if (length < HOUR_MS) {
    return t('time.minutes', {
      amount: String(Math.floor(length / MINUTE_MS)),
    });
  }
  if (length < DAY_MS) {
    return t('time.hours', { amount: String(Math.floor(length / HOUR_MS)) });
  }
  return t('time.days', { count: Math.floor(length / DAY_MS) });
}

/** "4 min ago", "in 56 min", or "now". Both times in milliseconds since the epoch. */
export function relativeText(at: number, now: number, t: Translate): string {
  const difference = at - now;
  if (Math.abs(difference) < SECOND_MS) {
    return t('time.now');
  }
  return difference < 0
    ? t('time.ago', { duration: durationText(-difference, t) })
    : t('time.in', { duration: durationText(difference, t) });
}

/** The exact time in the reader's zone and language, with the zone's name. */
export function exactText(at: number): string {
  return new Intl.DateTimeFormat(undefined, {
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(at);
}

/** A time that means the same to every reader: `2026-11-23 14:02 UTC`. */
export function universalText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Milliseconds since the epoch of a time in the contract, which is RFC 3339. */
export function parseTime(time: string): number;
export function parseTime(time: string | null): number | undefined;
export function parseTime(time: string | null): number | undefined {
  return time === null ? undefined : Date.parse(time);
}
