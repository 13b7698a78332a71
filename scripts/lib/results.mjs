/**
 * The numbers of the test runs. Each part of a run leaves one file, and
 * `.ci/run` prints its closing line from these files: jest's own JSON,
 * Playwright's own JSON, or `{ passed, failed, skipped }`.
 */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../toolchain.mjs';

const FOLDER = join(ROOT, '.cache/test-results');
const E2E_FOLDER = join(ROOT, 'e2e/results');
/** The two runs of `npm run test:e2e`, each on a control plane of its own. */
const E2E_FILES = { e2e: 'jest.json', properties: 'properties.json' };

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** The file with a part's numbers. */
export function resultFile(part) {
  if (part in E2E_FILES) {
    mkdirSync(E2E_FOLDER, { recursive: true });
    return join(E2E_FOLDER, E2E_FILES[part]);
  }
  mkdirSync(FOLDER, { recursive: true });
  return join(FOLDER, `${part}.json`);
}

/**
 * Deletes the results of an earlier run, with the files that its tests wrote
 * beside them.
 */
export function forgetResult(part) {
  rmSync(resultFile(part), { force: true });
  if (part === 'e2e') {
    readdirSync(E2E_FOLDER)
      .filter(name => name !== E2E_FILES.properties)
      .forEach(name => rmSync(join(E2E_FOLDER, name), { recursive: true }));
  }
}

/** Writes a part's numbers where the part's own tool writes none. */
export function writeResult(part, counts) {
  writeFileSync(resultFile(part), `${JSON.stringify(counts)}\n`);
}

/**
 * A part's numbers. A part that left none, or that ran no test at all, or that
 * ended with an error which no failed test explains, counts as one failure.
 *
 * @param {string} part
 * @param {number} exitCode  of the program that ran it
 * @returns {Counts}
 */
export function readResult(part, exitCode) {
  let counts;
  try {
    counts = countResult(JSON.parse(readFileSync(resultFile(part), 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const ranNothing = counts.passed + counts.failed === 0;
  const unexplained = exitCode !== 0 && counts.failed === 0;
  return ranNothing || unexplained
    ? { ...counts, failed: counts.failed + 1 }
    : counts;
}

/**
 * Reads the numbers out of any of the three forms.
 *
 * @returns {Counts}
 * @throws {Error} on any other form
 */
export function countResult(result) {
  if (Number.isInteger(result.numTotalTests)) {
    return {
      passed: result.numPassedTests,
      // A file that could not be loaded has no tests that could fail.
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + (result.numTodoTests ?? 0),
    };
  }
  if (result.stats) {
    return {
      passed: result.stats.expected + result.stats.flaky,
      failed: result.stats.unexpected + (result.errors ?? []).length,
      skipped: result.stats.skipped,
    };
  }
  if (Number.isInteger(result.passed) && Number.isInteger(result.failed)) {
    const { passed, failed, skipped = 0 } = result;
    return { passed, failed, skipped };
  }
  throw new Error('not a test result');
}

/** @param {Counts[]} all */
export function sumCounts(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of all) {
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  return sum;
}

/** `12 passed, 0 failed`, and `, 1 skipped` where there are any. */
export function formatCounts({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
