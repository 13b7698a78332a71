/**
 * `npm run control-plane`: a real control plane with the real operator and the
 * hub, which a person can use until Ctrl-C. Needs Go, unless both were built
 * here before.
 */
import { join } from 'node:path';
import { runMain } from './lib/console.mjs';
import { runForeground } from './lib/foreground.mjs';
import { ensureToolchain, ROOT } from './toolchain.mjs';

await runMain(async () => {
  const { node, env } = await ensureToolchain();
  const transform = 'node_modules/@backstage/cli/config/nodeTransform.cjs';
  return runForeground(
    node,
    ['--require', join(ROOT, transform), 'src/programs/controlPlane.ts'],
    { cwd: join(ROOT, 'e2e'), env },
  );
});
