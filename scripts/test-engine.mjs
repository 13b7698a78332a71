/**
 * `npm run test:engine`: whether the template engine that is published is, byte
 * for byte, what its Go sources give. Needs Go. Counts as one test.
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
