/** How Stryker mutates one package: it runs in the package's folder. */
import { join } from 'node:path';
import { ROOT } from '../toolchain.mjs';

/** Beside the sandboxes are links to the repository's files that tests read. */
export const SANDBOX_ROOT = join(ROOT, '.cache/mutation-test');

export default {
  testRunner: 'jest',
  jest: {
    projectType: 'custom',
    configFile: join(ROOT, 'node_modules/@backstage/cli/config/jest.js'),
    enableFindRelatedTests: true,
  },
  // The Kubernetes client is an ES module only, which jest loads with this.
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // Texts of messages are checked by the tests that read whole sentences.
  mutator: { excludedMutations: ['StringLiteral'] },
  // A machine that is busy must not turn a slow test into a killed mutant.
  timeoutMS: 60_000,
  // As deep below a folder with the repository's files as the package is.
  tempDirName: join(SANDBOX_ROOT, 'packages'),
  incremental: true,
  incrementalFile: '.cache/stryker-incremental.json',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: {
    allowEmojis: false,
    logTests: false,
    reportTests: false,
  },
  allowConsoleColors: false,
};
