/**
 * The requests that a reflector may send; `page`: a page of a list, other than
 * its first.
 */
export type RequestKind = 'list' | 'page' | 'stream' | 'watch';

/**
 * The refusals that coming requests will meet instead of an answer, each kind
 * in its order.
 */
export class Refusals {
  readonly #due: Record<RequestKind, (Error | 'never')[]> = {
    list: [],
    page: [],
    stream: [],
    watch: [],
  };

  /** The number of refusals that no request has met yet. */
  get left(): number {
    return Object.values(this.#due).flat().length;
  }

  /** The next request of the kind fails, or is never answered. */
  add(request: RequestKind, refusal: Error | 'never'): void {
    this.#due[request].push(refusal);
  }

  clear(): void {
    Object.values(this.#due).forEach(due => due.splice(0));
  }

  /** Resolves where the request is to be answered. */
  async meet(request: RequestKind, signal: AbortSignal): Promise<void> {
    const refusal = this.#due[request].shift();
    if (refusal === 'never') {
      await abortOf(signal);
    } else if (refusal) {
      throw refusal;
    }
    signal.throwIfAborted();
  }
}

/** Rejects when the signal is aborted. */
export function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}
