import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { E2E_DIRECTORY } from '../framework/paths';

/**
 * A difference between the clusters, with its script and the operations before
 * it.
 */
export interface Difference {
  readonly script: string;
  readonly after: readonly string[];
  readonly difference: string;
}

/** The comparisons of a run, and the differences that were found. */
export class Tally {
  readonly differences: Difference[] = [];
  scripts = 0;
  operations = 0;
  #comparisons = 0;
  #slowestMs = 0;
  /** The number of compared rows in each state. */
  readonly #rows: Record<string, number> = {};

  /**
   * @param tookMs - how long it took until both clusters were quiet and the
   * same, or the wait ended.
   */
  countComparison(rows: readonly Delivery[], tookMs: number): void {
    this.#comparisons += 1;
    this.#slowestMs = Math.max(this.#slowestMs, tookMs);
    for (const { state } of rows) {
      this.#rows[state] = (this.#rows[state] ?? 0) + 1;
    }
  }

  /** Writes `results/differential.json`, and one line to standard error. */
  async write(): Promise<void> {
    const { scripts, operations, differences } = this;
    const results = {
      scripts,
      operations,
      comparisons: this.#comparisons,
      rows: this.#rows,
      slowestMs: this.#slowestMs,
      differences,
    };
    const directory = join(E2E_DIRECTORY, 'results');
    await mkdir(directory, { recursive: true });
    await writeFile(
      join(directory, 'differential.json'),
      `${JSON.stringify(results, undefined, 2)}\n`,
    );
    const rows = Object.entries(this.#rows)
      .map(([state, count]) => `${count} ${state}`)
      .join(', ');
    process.stderr.write(
      `random scripts: ${scripts} on both clusters, ${operations} operations, ${
        this.#comparisons
      } comparisons (the slowest after ${
        this.#slowestMs
      } ms), rows: ${rows}; differences: ${differences.length}\n`,
    );
  }
}
