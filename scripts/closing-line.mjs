/**
 * `node scripts/closing-line.mjs TEST ENGINE E2E PROPERTIES`, each an exit
 * code: prints one line with the numbers of `npm test`, `npm run test:engine`
 * and both runs of `npm run test:e2e`, and exits with 1 where anything failed.
 */
import { runMain, say } from './lib/console.mjs';
import { formatCounts, readResult, sumCounts } from './lib/results.mjs';
import { TEST_PARTS } from './lib/test-parts.mjs';

runMain(async () => {
  const [testExitCode, engineExitCode, e2eExitCode, propertiesExitCode] =
    process.argv.slice(2).map(Number);
  const parts = Object.keys(TEST_PARTS).map(part => readResult(part, 0));
  const tests = sumCounts(parts);
  if (testExitCode !== 0 && tests.failed === 0) {
    tests.failed = 1;
  }
  const total = sumCounts([
    tests,
    readResult('engine', engineExitCode),
    readResult('e2e', e2eExitCode),
    readResult('properties', propertiesExitCode),
  ]);
  say(formatCounts(total));
  return total.failed > 0 ? 1 : 0;
});
