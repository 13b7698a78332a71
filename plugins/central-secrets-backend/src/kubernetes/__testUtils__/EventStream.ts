import { WatchEvent } from '../types';

/** An open watch, or a list that is being sent, whose far end is in a test's hands. */
export class EventStream<Event = WatchEvent> implements AsyncIterable<Event[]> {
  /** A silent stream takes events and passes on none, as a black hole does. */
  silent = false;
  /** To be called when a ping is answered meanwhile. */
  onPing = () => {};
  #batches: Event[][] = [];
  #end?: { readonly error?: Error };
  #wake = () => {};
  readonly #onClose: () => void;

  constructor(signal: AbortSignal, onClose: () => void) {
    this.#onClose = onClose;
    signal.addEventListener('abort', () => this.end(new Error('aborted')), {
      once: true,
    });
  }

  send(...events: Event[]): void {
    if (!this.silent && !this.#end) {
      this.#batches.push(events);
      this.#wake();
    }
  }

  /** Without an error: as the server ends a watch when its time is over. */
  end(error?: Error): void {
    this.#end ??= { error };
    this.#onClose();
    this.#wake();
  }

  async *[Symbol.asyncIterator]() {
    try {
      for (;;) {
        const batch = this.#batches.shift();
        if (batch) {
          yield batch;
        } else if (this.#end) {
          if (this.#end.error) {
            throw this.#end.error;
          }
          return;
        } else {
          await new Promise<void>(resolve => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.#onClose();
    }
  }
}
