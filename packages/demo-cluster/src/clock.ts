/** A pending timer of a {@link Clock}; only handed back to `clearTimeout`. */
export type Timer = unknown;

/**
 * Where the demo cluster takes the time from, so that tests need not sleep.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(callback: () => void, delayMs: number): Timer;
  clearTimeout(timer: Timer): void;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: timer => clearTimeout(timer as NodeJS.Timeout),
};

/** Time that passes only when a test says so. */
export class ManualClock implements Clock {
  #now: number;
  #timers = new Map<number, { dueAt: number; callback: () => void }>();
  #nextId = 1;

  /** Begins at a full second, because Kubernetes writes times without fractions. */
  constructor(startAt: number = Date.UTC(2026, 10, 23, 5, 0, 0)) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, delayMs: number): Timer {
    const id = this.#nextId++;
    this.#timers.set(id, { dueAt: this.#now + Math.max(0, delayMs), callback });
    return id;
  }

  clearTimeout(timer: Timer): void {
    this.#timers.delete(timer as number);
  }

  /** Lets time pass, and runs every timer that falls due, in the order of their times. */
  advance(durationMs: number): void {
    const end = this.#now + durationMs;
    for (;;) {
      const next = this.#nextDue(end);
      if (next === undefined) {
        break;
      }
      const { dueAt, callback } = this.#timers.get(next)!;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, dueAt);
      callback();
    }
    this.#now = end;
  }

  /** How many timers are waiting: 0 after everything was stopped. */
  get pendingTimers(): number {
    return this.#timers.size;
  }

  #nextDue(end: number): number | undefined {
    let earliest: number | undefined;
    let earliestAt = Infinity;
    for (const [id, { dueAt }] of this.#timers) {
      if (dueAt <= end && dueAt < earliestAt) {
        earliest = id;
        earliestAt = dueAt;
      }
    }
    return earliest;
  }
}

/** A time as Kubernetes writes it: RFC 3339 in UTC, to the second. */
export function timestamp(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}
