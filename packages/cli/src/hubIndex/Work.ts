import { pause } from './cluster';

/** The pages that are to be checked. */
export class Work {
  #pages = new Set<string>();
  #postponed = new Set<string>();
  #wake = () => {};

  add(...pages: string[]): void {
    if (pages.length > 0) {
      pages.forEach(page => this.#pages.add(page));
      this.#wake();
    }
  }

  /** Keeps pages until `resume`. */
  postpone(...pages: string[]): void {
    pages.forEach(page => this.#postponed.add(page));
  }

  get hasPostponed(): boolean {
    return this.#postponed.size > 0;
  }

  /** Adds the pages that were postponed. */
  resume(): void {
    this.add(...this.#postponed);
    this.#postponed.clear();
  }

  /** Returns the pages and forgets them. */
  take(): string[] {
    const pages = [...this.#pages];
    this.#pages.clear();
    return pages;
  }

  /** Waits until there are pages, at most so many milliseconds. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (this.#pages.size > 0) {
      return;
    }
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    await pause(ms, AbortSignal.any([signal, woken.signal]));
  }
}
