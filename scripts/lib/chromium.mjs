/** The browser for the browser tests: found, or installed where that is this user's to do. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ClearError, say } from './console.mjs';
import { runCommand } from './processes.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * @returns {Promise<string>} the path of a Chromium
 * @throws {ClearError} where there is none and none may be installed
 */
export async function ensureChromium(env = process.env) {
  const found = findChromium(env);
  if (found) {
    return found;
  }
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('Installing Chromium with apt-get');
    await installFromDebian(env);
  }
  const installed = findChromium(env);
  if (!installed) {
    throw new ClearError(
      'The browser tests need Chromium: install it (on Debian: apt-get install chromium), or set CHROMIUM_PATH to a Chromium or Chrome',
    );
  }
  return installed;
}

function findChromium(env) {
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => NAMES.map(name => join(folder, name)));
  return [env.CHROMIUM_PATH, '/usr/bin/chromium', ...onPath].find(
    path => path && isExecutable(path),
  );
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installFromDebian(env) {
  const options = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0'];
  await runCommand('apt-get', [...quiet, 'update'], options);
  // The fonts are for the screenshots: without any, text is drawn as boxes.
  const packages = ['chromium', 'fonts-liberation'];
  await runCommand(
    'apt-get',
    [...quiet, 'install', '-y', ...packages],
    options,
  );
}
