/** How Stryker mutates one area of the pure logic. */
import { join } from 'node:path';
import { ROOT } from '../../toolchain.mjs';

/** Where copies of the packages stand while they are mutated. */
const SANDBOX_ROOT = join(ROOT, '.cache/mutation-test');

/** Where Stryker writes the result of each mutant. */
export const REPORT = join(ROOT, '.cache/mutation-test-reports/report.json');

/** Files that hold no logic. */
const NO_LOGIC = [
  '!**/*.test.*',
  '!**/__testUtils__/**',
  '!**/__fixtures__/**',
];

/**
 * The options of Stryker, which runs in the package's folder.
 *
 * @param {object} area
 * @param {string} area.packageFolder  absolute path
 * @param {string[]} area.mutate  patterns within the package
 * @param {string[]} area.testFiles  absolute paths, of any package
 * @param {{ size: number, seed: number }} [area.sample]  how many mutants are tried; without: all
 */
export function strykerConfig({ packageFolder, mutate, testFiles, sample }) {
  return {
    plugins: [join(ROOT, 'scripts/lib/mutation/circus-test-runner.mjs')],
    testRunner: 'circus',
    circus: { packageFolder, testFiles, ...(sample && { sample }) },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    mutate: [...mutate, ...NO_LOGIC],
    // Texts of messages are checked by the tests that read whole sentences.
    mutator: { excludedMutations: ['StringLiteral'] },
    // A busy machine must not turn a slow test into a killed mutant.
    timeoutMS: 30_000,
    tempDirName: SANDBOX_ROOT,
    reporters: ['clear-text', 'progress-append-only', 'json'],
    jsonReporter: { fileName: REPORT },
    clearTextReporter: {
      allowEmojis: false,
      logTests: false,
      reportTests: false,
    },
    allowConsoleColors: false,
  };
}
