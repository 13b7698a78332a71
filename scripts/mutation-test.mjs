/**
 * `npm run mutation-test`: changes the pure logic in small ways, one at a time,
 * and reports the changes that no test notices. Arguments choose files or
 * folders, such as `plugins/central-secrets-node/src/state/checks`.
 */
import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ClearError, runMain, say } from './lib/console.mjs';
import { SANDBOX_ROOT } from './lib/stryker-config.mjs';
import { ensureToolchain, ROOT } from './toolchain.mjs';

/** Where nothing but the arguments decides the result. */
const PURE_LOGIC = [
  'plugins/central-secrets-node/src/state',
  'plugins/central-secrets-node/src/selection',
  'plugins/central-secrets-node/src/bindings',
  'plugins/central-secrets-node/src/text/redact',
  'packages/manifest-rules/src',
  'plugins/central-secrets-backend/src/requests/plan',
  'plugins/central-secrets/src/model',
];

const NO_LOGIC = [
  '!**/*.test.*',
  '!**/__testUtils__/**',
  '!**/__fixtures__/**',
];

await runMain(async () => {
  const chosen = process.argv.slice(2);
  const byPackage = groupByPackage(chosen.length > 0 ? chosen : PURE_LOGIC);
  const toolchain = await ensureToolchain();
  linkRepository();
  const config = join(ROOT, 'scripts/lib/stryker-config.mjs');
  let failed = false;
  for (const [folder, patterns] of byPackage) {
    say(`\n=== ${folder}`);
    const mutate = [...patterns, ...NO_LOGIC].join(',');
    const code = await toolchain.run(
      'stryker',
      ['run', config, '--mutate', mutate],
      { cwd: join(ROOT, folder) },
    );
    failed ||= code !== 0;
  }
  return failed ? 1 : 0;
});

/** The patterns of each package, as Stryker takes them. */
function groupByPackage(paths) {
  const byPackage = new Map();
  for (const path of paths) {
    const parts = relative(ROOT, join(ROOT, path)).split(sep);
    const folder = parts.slice(0, 2).join('/');
    const within = parts.slice(2).join('/');
    const stats = statSync(join(ROOT, path), { throwIfNoEntry: false });
    if (!stats || !within) {
      throw new ClearError(`${path} is not a file or folder within a package`);
    }
    const pattern = stats.isDirectory() ? `${within}/**/*.{ts,tsx}` : within;
    byPackage.set(folder, [...(byPackage.get(folder) ?? []), pattern]);
  }
  return byPackage;
}

/** Tests that read files of the repository find them from a sandbox as well. */
function linkRepository() {
  rmSync(SANDBOX_ROOT, { recursive: true, force: true });
  mkdirSync(SANDBOX_ROOT, { recursive: true });
  readdirSync(ROOT)
    .filter(name => !name.startsWith('.') && name !== 'packages')
    .filter(name => name !== 'package.json')
    .forEach(name => symlinkSync(join(ROOT, name), join(SANDBOX_ROOT, name)));
}
