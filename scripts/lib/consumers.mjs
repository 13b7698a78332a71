/** The programs that sign in with distributed credentials: found, or installed. */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from '../toolchain.mjs';
import { say } from './console.mjs';
import { installPackages, mayInstall } from './debian.mjs';

/** Each program, and the Debian package that has it. */
const PACKAGES = JSON.parse(
  readFileSync(join(ROOT, 'e2e/debian-programs.json'), 'utf8'),
);
// Servers are in folders that are not on an ordinary user's PATH.
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

/** The packages of the programs that were not found. */
function missingPackages(env = process.env) {
  const folders = [...(env.PATH ?? '').split(delimiter), ...SYSTEM_FOLDERS];
  const missing = Object.entries(PACKAGES).filter(
    ([name]) =>
      !folders.some(folder => folder && existsSync(join(folder, name))),
  );
  return [...new Set(missing.map(([, debianPackage]) => debianPackage))];
}

/**
 * Installs the missing programs, where this user may do that. Elsewhere, the
 * test that needs one fails and names it.
 */
export async function ensureConsumers(env = process.env) {
  const missing = missingPackages(env);
  if (missing.length > 0 && mayInstall()) {
    say(`Installing ${missing.join(', ')} with apt-get`);
    await installPackages(missing, env);
  }
}
