/**
 * `npm run test:engine`: checks that the published template engine equals the
 * build of its Go sources, byte for byte. Needs Go. Counts as one test.
 */
import { join } from 'node:path';
import { runMain } from './lib/console.mjs';
import { runForeground } from './lib/foreground.mjs';
import { forgetResult, writeResult } from './lib/results.mjs';
import { ensureToolchain, ROOT } from './toolchain.mjs';

await runMain(async () => {
  const { node, env } = await ensureToolchain();
  forgetResult('engine');
  const script = join(ROOT, 'packages/template-engine/scripts/rebuild.mjs');
  const code = await runForeground(node, [script, '--check'], {
    cwd: ROOT,
    env,
  });
  writeResult('engine', { passed: code ? 0 : 1, failed: code ? 1 : 0 });
  return code;
});
