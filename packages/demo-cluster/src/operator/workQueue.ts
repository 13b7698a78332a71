import { Clock, Timer } from '../clock';

/** A retry comes after 1 s, 2 s, 4 s, … and at most 7 min, as External Secrets Operator sets its rate limiter. */
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 7 * 60_000;

/**
 * The keys that the controllers have to look at, and when. A key waits at most
 * once, for the earliest of its times.
 */
export class WorkQueue {
  readonly #clock: Clock;
  readonly #work: (key: string) => void;
  readonly #dueAt = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  #timer: Timer | undefined;
  #running = false;

  constructor(options: { clock: Clock; work: (key: string) => void }) {
    this.#clock = options.clock;
    this.#work = options.work;
  }

  add(key: string, delayMs = 0): void {
    const dueAt = this.#clock.now() + delayMs;
    const waitingFor = this.#dueAt.get(key);
    if (waitingFor === undefined || dueAt < waitingFor) {
      this.#dueAt.set(key, dueAt);
      this.#arm();
    }
  }

  /** Adds the key for later, the later the more often it has failed in a row. */
  retry(key: string): void {
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    this.add(key, Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS));
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }

  start(): void {
    this.#running = true;
    this.#arm();
  }

  /** Keys that are added from now on wait for the next start. */
  stop(): void {
    this.#running = false;
    this.#disarm();
  }

  #arm(): void {
    this.#disarm();
    if (!this.#running || this.#dueAt.size === 0) {
      return;
    }
    const next = Math.min(...this.#dueAt.values());
    this.#timer = this.#clock.setTimeout(
      () => this.#workOff(),
      Math.max(0, next - this.#clock.now()),
    );
  }

  #disarm(): void {
    if (this.#timer !== undefined) {
      this.#clock.clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }

  #workOff(): void {
    this.#timer = undefined;
    const now = this.#clock.now();
    const due = [...this.#dueAt]
      .filter(([, dueAt]) => dueAt <= now)
      .sort(([, left], [, right]) => left - right);
    for (const [key] of due) {
      this.#dueAt.delete(key);
      this.#work(key);
    }
    this.#arm();
  }
}
