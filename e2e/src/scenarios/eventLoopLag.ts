const EVERY_MS = 20;
/** A timer is this late on an idle machine, too. */
const USUAL_MS = 5;
/** So many stops are remembered: more than happen between two looks. */
const KEPT = 5_000;

/**
 * The pauses of this process, because the machine or its own code was busy: an
 * observation that is late after a pause is late only in this process.
 */
export class EventLoopLag {
  readonly #stops: { readonly from: number; readonly to: number }[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor() {
    let due = Date.now() + EVERY_MS;
    this.#timer = setInterval(() => {
      const now = Date.now();
      if (now > due + USUAL_MS) {
        this.#stops.push({ from: due, to: now });
        this.#stops.splice(0, this.#stops.length - KEPT);
      }
      due = now + EVERY_MS;
    }, EVERY_MS);
    this.#timer.unref();
  }

  /** For how long it stood still within that time; all in milliseconds. */
  between(from: number, to: number): number {
    return this.#stops.reduce(
      (sum, stop) =>
        sum + Math.max(0, Math.min(to, stop.to) - Math.max(from, stop.from)),
      0,
    );
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
