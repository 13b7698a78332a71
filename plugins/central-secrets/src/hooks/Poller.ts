import { toError } from '@backstage/errors';
import type { PollClock } from './pollClock';

/** The knowledge about something that is polled. */
export type Polled<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: Error }
  | {
      readonly status: 'ready';
      readonly data: T;
      /** When `data` came, in milliseconds by the reader's clock. */
      readonly receivedAt: number;
      /** Why the newest attempt failed; `data` is from the last one that did not. */
      readonly refreshError?: Error;
    };

/** The question that a poller asks, and how often. */
export interface PollerOptions<T> {
  ask(signal: AbortSignal): Promise<T>;
  /**
   * The time to wait after an answer, in milliseconds; undefined: until a
   * component asks for a refresh.
   */
  intervalMs(state: Polled<T>): number | undefined;
  /** Whether to ask at once when the hidden page is seen again. Default: yes. */
  isAskedOnReturn?(): boolean;
  /** Whether an error means that what was known may no longer be shown. */
  forgets(error: Error): boolean;
  readonly clock: PollClock;
}

/**
 * Polls something while a component listens.
 *
 * - At most one question is open. A new one (`refresh`) gives the open one up,
 *   so that an answer never shows the time before a change.
 * - While the page is hidden nothing is asked; on return it asks at once, unless
 *   the options say otherwise.
 * - A hint that there is news (`hint`) never gives up an open question, which
 *   many hints could keep from ever being answered: one more follows it.
 * - When asking fails, the last answer stays, with the error beside it.
 * - `stop` gives up the open question and every timer; `start` begins again.
 */
export class Poller<T> {
  readonly #options: PollerOptions<T>;
  readonly #listeners = new Set<() => void>();
  #state: Polled<T> = { status: 'loading' };
  #question?: AbortController;
  #isHinted = false;
  #cancelTimer?: () => void;
  #stopWatching?: () => void;

  constructor(options: PollerOptions<T>) {
    this.#options = options;
  }

  /** The newest state; the same object until it changes. */
  readonly snapshot = (): Polled<T> => this.#state;

  /** Calls back after each change; returns what ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    this.#stopWatching = this.#options.clock.onVisibilityChange(() =>
      this.#onVisibilityChange(),
    );
    this.refresh();
  }

  stop(): void {
    this.#stopWatching?.();
    this.#cancelTimer?.();
    this.#question?.abort();
    this.#question = undefined;
  }

  /** Asks now. */
  readonly refresh = (): void => {
    this.#cancelTimer?.();
    this.#question?.abort();
    this.#isHinted = false;
    const question = new AbortController();
    this.#question = question;
    this.#options.ask(question.signal).then(
      data => this.#settle(question, this.#answered(data)),
      error => this.#settle(question, this.#failed(toError(error))),
    );
  };

  /**
   * Asks now, or as soon as the open question is answered. Does nothing while
   * no component listens.
   */
  readonly hint = (): void => {
    if (this.#options.clock.isHidden()) {
      return;
    }
    if (this.#question) {
      this.#isHinted = true;
    } else {
      this.refresh();
    }
  };

  #onVisibilityChange(): void {
    if (this.#options.clock.isHidden()) {
      this.#cancelTimer?.();
    } else if (this.#options.isAskedOnReturn?.() ?? true) {
      this.refresh();
    }
  }

  #answered(data: T): Polled<T> {
    return { status: 'ready', data, receivedAt: this.#options.clock.now() };
  }

  #failed(error: Error): Polled<T> {
    return this.#state.status === 'ready' && !this.#options.forgets(error)
      ? { ...this.#state, refreshError: error }
      : { status: 'failed', error };
  }

  #settle(question: AbortController, state: Polled<T>): void {
    if (this.#question !== question) {
      return;
    }
    this.#question = undefined;
    this.#state = state;
    this.#listeners.forEach(listener => listener());
    if (this.#options.clock.isHidden()) {
      return;
    }
    if (this.#isHinted) {
      this.refresh();
      return;
    }
    const intervalMs = this.#options.intervalMs(state);
    if (intervalMs !== undefined) {
      this.#cancelTimer = this.#options.clock.schedule(
        this.refresh,
        intervalMs,
      );
    }
  }
}
