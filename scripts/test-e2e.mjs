/**
 * `npm run test:e2e`: the tests that need a real control plane and the real
 * operator. Needs Go, unless both were built here before. Arguments are handed
 * on to jest, such as a part of a file's name.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runMain } from './lib/console.mjs';
import { runForeground } from './lib/foreground.mjs';
import { ensureToolchain, ROOT } from './toolchain.mjs';

await runMain(async () => {
  const { node, env } = await ensureToolchain();
  const options = { cwd: join(ROOT, 'e2e'), env };
  const transform = 'node_modules/@backstage/cli/config/nodeTransform.cjs';
  const built = await runForeground(
    node,
    ['--require', join(ROOT, transform), 'src/programs/buildBinaries.ts'],
    options,
  );
  if (built !== 0) {
    return built;
  }
  // Numbers of an earlier run must not pass for those of this one.
  const results = join(ROOT, 'e2e/results');
  await rm(results, { recursive: true, force: true });
  await mkdir(results);
  return runForeground(
    node,
    [
      // @kubernetes/client-node and others are ES modules only.
      '--experimental-vm-modules',
      '--no-warnings',
      join(ROOT, 'node_modules/jest/bin/jest.js'),
      '--config=jest.config.js',
      '--runInBand',
      '--json',
      '--outputFile=results/jest.json',
      ...process.argv.slice(2),
    ],
    options,
  );
});
