import type { SignalApi } from '@backstage/plugin-signals-react';
import { act } from '@testing-library/react';

/** Stands in for Backstage's signals: a test sends, and counts who listens. */
export class FakeSignals implements SignalApi {
  readonly #listeners = new Set<{
    readonly channel: string;
    readonly onMessage: (message: any) => void;
  }>();

  subscribe(channel: string, onMessage: (message: any) => void) {
    const listener = { channel, onMessage };
    this.#listeners.add(listener);
    return { unsubscribe: () => this.#listeners.delete(listener) };
  }

  /** Sends to all listeners of the channel. */
  send(channel: string, message: object): void {
    act(() =>
      this.#listeners.forEach(listener => {
        if (listener.channel === channel) {
          listener.onMessage(message);
        }
      }),
    );
  }

  /** How many listen; a page that is gone leaves none. */
  get listening(): number {
    return this.#listeners.size;
  }
}
