/**
 * `npm run samples`: captures the samples of every situation again from the
 * real operator, and generates their page. `-- --page` generates only the page.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMain } from './lib/console.mjs';
import { runForeground } from './lib/foreground.mjs';
import { ensureToolchain, ROOT } from './toolchain.mjs';

await runMain(async () => {
  const { node, env, run } = await ensureToolchain();
  // Imported here, because it needs a dependency that has just been installed.
  const { makeSituationsPage, SITUATIONS_PAGE } = await import(
    './lib/situations.mjs'
  );
  if (!process.argv.includes('--page')) {
    const captured = await runForeground(
      node,
      [
        join(ROOT, 'scripts/test-e2e.mjs'),
        'src/scenarios/(scenarios|disturbances)',
      ],
      { cwd: ROOT, env: { ...env, CENTRAL_SECRETS_SAMPLES: '1' } },
    );
    if (captured !== 0) {
      return captured;
    }
  }
  await writeFile(SITUATIONS_PAGE, await makeSituationsPage());
  return run('prettier', [
    '--write',
    '--loglevel=warn',
    SITUATIONS_PAGE,
    join(ROOT, 'plugins/central-secrets-node/src/state/__fixtures__'),
  ]);
});
