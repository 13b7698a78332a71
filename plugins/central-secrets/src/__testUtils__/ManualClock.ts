import { act } from '@testing-library/react';
import type { PollClock } from '../hooks/pollClock';

/** A clock that moves only when a test advances it. */
export class ManualClock implements PollClock {
  #time: number;
  #hidden = false;
  readonly #timers = new Map<object, { at: number; run: () => void }>();
  readonly #watchers = new Set<() => void>();

  constructor(startsAt: number) {
    this.#time = startsAt;
  }

  now(): number {
    return this.#time;
  }

  schedule(run: () => void, delayMs: number): () => void {
    const timer = {};
    this.#timers.set(timer, { at: this.#time + delayMs, run });
    return () => this.#timers.delete(timer);
  }

  isHidden(): boolean {
    return this.#hidden;
  }

  onVisibilityChange(callback: () => void): () => void {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  }

  /** Lets time pass, and rings every timer that is due on the way, in order. */
  async advance(milliseconds: number): Promise<void> {
    await act(async () => {
      const end = this.#time + milliseconds;
      for (;;) {
        const due = [...this.#timers]
          .filter(([, { at }]) => at <= end)
          .sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) {
          break;
        }
        const [timer, { at, run }] = due;
        this.#timers.delete(timer);
        this.#time = at;
        run();
      }
      this.#time = end;
    });
  }

  /** Hides the page, or shows it again. */
  setHidden(hidden: boolean): void {
    act(() => {
      this.#hidden = hidden;
      this.#watchers.forEach(watcher => watcher());
    });
  }

  /** How many timers wait; a page that is gone leaves none. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** How many look out for the page's visibility. */
  get watching(): number {
    return this.#watchers.size;
  }
}
