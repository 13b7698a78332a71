import { Clock } from '../types';

/** Time that moves only when a test says so. Begins at 0. */
export class ControlledClock implements Clock {
  #now = 0;
  #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, ms: number): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Nothing else is ever due here. */
  async turn(): Promise<void> {}

  /** How many timers wait; 0 after a clean stop. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Moves on, firing what becomes due in order and letting each be acted upon. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const [next] = [...this.#timers]
        .filter(timer => timer.at <= end)
        .sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await settle();
    }
    this.#now = end;
  }
}

/** Lets everything that waits for nothing but a promise happen. */
function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
