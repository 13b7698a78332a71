/**
 * Counts the steps of a search. A selector may be as large as a Kubernetes
 * object, and the time to plan a change must not follow its size without end.
 */
export class StepBudget {
  readonly limit: number;
  #spent = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get spent(): number {
    return this.#spent;
  }

  get isExhausted(): boolean {
    return this.#spent >= this.limit;
  }

  spend(steps: number): void {
    this.#spent += steps;
  }
}
