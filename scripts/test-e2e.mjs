/**
 * `npm run test:e2e`: the tests that need a real control plane and the real
 * operator. Needs Go, unless both were built here before. It passes arguments
 * to jest, such as a part of a file's path. With `--build`, it only builds the
 * programs that the tests run on.
 *
 * The properties leave the operator hundreds of copies to refresh, which delays
 * other tests: they run only where an argument names their folder.
 */
import { join } from 'node:path';
import { runMain, say } from './lib/console.mjs';
import { ensureConsumers } from './lib/consumers.mjs';
import { runForeground } from './lib/foreground.mjs';
import {
  forgetResult,
  formatCounts,
  readResult,
  resultFile,
} from './lib/results.mjs';
import { ensureToolchain, ROOT } from './toolchain.mjs';

await runMain(async () => {
  const args = process.argv.slice(2);
  const onlyBuilds = args.includes('--build');
  const part = args.some(arg => arg.includes('properties'))
    ? 'properties'
    : 'e2e';
  /** Whether the end-to-end tests of these folders run. */
  const runs = folders =>
    part === 'e2e' &&
    (args.length === 0 || args.some(arg => folders.test(arg)));
  const needsArgoCd = onlyBuilds || part === 'properties' || runs(/argoCd/);
  const needsVault = onlyBuilds || runs(/scenarios|internalDistribution/);
  const { node, env } = await ensureToolchain();
  if (part === 'properties') {
    await ensureConsumers(env);
  }
  const options = { cwd: join(ROOT, 'e2e'), env };
  const transform = 'node_modules/@backstage/cli/config/nodeTransform.cjs';
  const built = await runForeground(
    node,
    [
      ...['--require', join(ROOT, transform), 'src/programs/buildBinaries.ts'],
      ...(needsArgoCd ? ['--consumers'] : []),
      ...(needsVault ? ['--vault'] : []),
    ],
    options,
  );
  if (built !== 0 || onlyBuilds) {
    return built;
  }
  // Numbers of an earlier run must not count for this one.
  forgetResult(part);
  const started = Date.now();
  const exitCode = await runForeground(
    node,
    [
      // @kubernetes/client-node and others are ES modules only.
      '--experimental-vm-modules',
      '--no-warnings',
      join(ROOT, 'node_modules/jest/bin/jest.js'),
      '--config=jest.config.js',
      '--runInBand',
      '--json',
      `--outputFile=${resultFile(part)}`,
      ...args,
      // The last option: it takes all following arguments as its own values.
      ...(part === 'e2e' ? ['--testPathIgnorePatterns=/src/properties/'] : []),
    ],
    options,
  );
  const seconds = Math.round((Date.now() - started) / 1000);
  const counts = formatCounts(readResult(part, exitCode));
  say(`\n${part}: ${counts} (${seconds} s)`);
  return exitCode;
});
