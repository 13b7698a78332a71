import { firstLine } from '../cluster';

/** Logs each problem once, and its end. */
export class ProblemLog {
  readonly #log: (line: string) => void;
  readonly #current = new Map<string, string>();

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** @param topic - what does not work */
  report(topic: string, error: Error): void {
    const message = describeError(error);
    if (this.#current.get(topic) !== message) {
      this.#current.set(topic, message);
      this.#log(`${message}; trying again`);
    }
  }

  solved(topic: string): void {
    const message = this.#current.get(topic);
    if (message !== undefined) {
      this.#current.delete(topic);
      this.#log(`solved: ${message}`);
    }
  }
}

/** An error in one line, without credentials. */
export function describeError(error: Error): string {
  const cause = (error.cause as Error | undefined)?.message;
  const { code } = error as NodeJS.ErrnoException;
  const message = error.message || cause || code || error.name;
  return firstLine(message);
}
