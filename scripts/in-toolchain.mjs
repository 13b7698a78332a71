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
    // `yarn install` is how a stale install is repaired: do not insist on a fresh one first.
    const toolchain = await ensureToolchain({ install: args[0] !== 'install' });
    return toolchain.yarn(args, { cwd: process.cwd() });
  }
  const toolchain = await ensureToolchain();
  return toolchain.run(command, args, { cwd: process.cwd() });
});
