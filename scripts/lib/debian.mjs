/** Debian packages, installed where that is this user's to do. */
import { existsSync } from 'node:fs';
import { runCommand } from './processes.mjs';

/** Whether this user may install packages here. */
export function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/** Installs packages with apt-get; whether they are there then is for the caller to see. */
export async function installPackages(packages, env = process.env) {
  const options = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0'];
  await runCommand('apt-get', [...quiet, 'update'], options);
  await runCommand(
    'apt-get',
    [...quiet, 'install', '-y', ...packages],
    options,
  );
}
