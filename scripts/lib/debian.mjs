/** Debian packages, installed where this user may do that. */
import { existsSync } from 'node:fs';
import { runCommand } from './processes.mjs';

/** Whether this user may install packages here. */
export function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/**
 * Installs packages with apt-get; the caller checks whether they exist then.
 */
export async function installPackages(packages, env = process.env) {
  const options = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  // Where an earlier installation was interrupted, apt-get refuses until this is
  // done; elsewhere it does nothing.
  await runCommand('dpkg', ['--configure', '-a'], options);
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0'];
  await runCommand('apt-get', [...quiet, 'update'], options);
  await runCommand(
    'apt-get',
    [...quiet, 'install', '-y', ...packages],
    options,
  );
}
