/**
 * `npm run bench`: measures the cost of the backend and of the lint, each
 * against a peer or a floor. Needs Go, unless the control plane was built here
 * before, and Chromium for the measures in a browser. `npm run bench -- --help`
 * lists the options.
 */
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { runMain } from './lib/console.mjs';
import { runForeground } from './lib/foreground.mjs';
import { ensureToolchain, ROOT } from './toolchain.mjs';

await runMain(async () => {
  const { node, env } = await ensureToolchain();
  const only = process.argv.indexOf('--only');
  const hasPage =
    only < 0 || process.argv[only + 1]?.split(',').includes('page');
  const chromium = hasPage ? { CHROMIUM_PATH: await ensureChromium(env) } : {};
  return runForeground(
    node,
    [
      '--require',
      join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      '--no-warnings',
      'src/programs/bench.ts',
      ...process.argv.slice(2),
    ],
    { cwd: join(ROOT, 'bench'), env: { ...env, ...chromium } },
  );
});
