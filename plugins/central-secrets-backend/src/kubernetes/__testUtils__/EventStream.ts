import { WatchEvent } from '../types';

/** An open watch whose far end is in a test's hands. */
export class EventStream implements AsyncIterable<WatchEvent[]> {
  /** A silent stream takes events and passes on none, as a black hole does. */
  silent = false;
  /** True for a streamed list, until its end was sent. */
  initial = false;
  /** To be called when a ping is answered meanwhile. */
  onPing = () => {};
  #batches: WatchEvent[][] = [];
  #end?: { readonly error?: Error };
  #wake = () => {};

  constructor(signal: AbortSignal, private readonly onClose: () => void) {
    signal.addEventListener('abort', () => this.end(new Error('aborted')), {
      once: true,
    });
  }

  send(...events: WatchEvent[]): void {
    if (!this.silent && !this.#end) {
      this.#batches.push(events);
      this.#wake();
    }
  }

  /** Without an error: as the server ends a watch when its time is over. */
  end(error?: Error): void {
    this.#end ??= { error };
    this.onClose();
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
      this.onClose();
    }
  }
}
