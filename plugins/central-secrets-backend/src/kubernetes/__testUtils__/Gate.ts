import { abortOf } from './Refusals';

/**
 * Lets all callers pass until it is held, and then again once it is released.
 */
export class Gate {
  #held?: { readonly until: Promise<void>; readonly release: () => void };

  hold(): void {
    if (!this.#held) {
      let release = () => {};
      const until = new Promise<void>(resolve => {
        release = resolve;
      });
      this.#held = { until, release };
    }
  }

  release(): void {
    this.#held?.release();
    this.#held = undefined;
  }

  /** Resolves when the way is free; rejects when the signal is aborted before. */
  async pass(signal: AbortSignal): Promise<void> {
    if (this.#held) {
      await Promise.race([this.#held.until, abortOf(signal)]);
    }
  }
}
