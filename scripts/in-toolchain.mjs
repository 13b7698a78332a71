/**
 * `node scripts/in-toolchain.mjs COMMAND …` runs any command in this folder
 * with the project's Node, yarn and dependencies.
 */
import { ClearError, runMain } from './lib/console.mjs';
import { ensureToolchain } from './toolchain.mjs';

runMain(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (!command) {
    throw new ClearError('Usage: node scripts/in-toolchain.mjs COMMAND …');
  }
  if (command === 'yarn') {
    // `yarn install` repairs a stale install, so it must not require a fresh
    // one.
    const toolchain = await ensureToolchain({ install: args[0] !== 'install' });
    return toolchain.yarn(args, { cwd: process.cwd() });
  }
  const toolchain = await ensureToolchain();
  return toolchain.run(command, args, { cwd: process.cwd() });
});
