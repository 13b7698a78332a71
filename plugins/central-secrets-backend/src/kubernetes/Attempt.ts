import { Clock } from './types';

/**
 * One list page or one watch: a signal that ends with its parent, and a bound
 * on how long nothing may happen.
 */
export class Attempt {
  readonly #clock: Clock;
  readonly #parent: AbortSignal;
  readonly #controller = new AbortController();
  readonly #onParentAbort = () => this.#controller.abort(this.#parent.reason);
  #aliveAt: number;
  #cancelTimer?: () => void;
  #exceeded?: Error;

  constructor(clock: Clock, parent: AbortSignal) {
    this.#clock = clock;
    this.#parent = parent;
    this.#aliveAt = clock.now();
    if (parent.aborted) {
      this.#onParentAbort();
    } else {
      parent.addEventListener('abort', this.#onParentAbort, { once: true });
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The error of the bound that was exceeded; undefined where none was. */
  get exceeded(): Error | undefined {
    return this.#exceeded;
  }

  /** From now on, `ms` without a sign of life end the attempt with `error`. */
  expectLife(ms: number, error: Error): void {
    this.#cancelTimer?.();
    this.alive();
    this.#watchFor(ms, ms, error);
  }

  /** A sign of life. Cheap: no timer is touched. */
  alive(): void {
    this.#aliveAt = this.#clock.now();
  }

  /** Leaves no timer, no listener and nothing running behind. */
  end(): void {
    this.#cancelTimer?.();
    this.#parent.removeEventListener('abort', this.#onParentAbort);
    this.#controller.abort();
  }

  #watchFor(remainingMs: number, boundMs: number, error: Error): void {
    this.#cancelTimer = this.#clock.setTimeout(() => {
      const left = this.#aliveAt + boundMs - this.#clock.now();
      if (left > 0) {
        this.#watchFor(left, boundMs, error);
      } else {
        this.#exceeded = error;
        this.#controller.abort(error);
      }
    }, remainingMs);
  }
}
