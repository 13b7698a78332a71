/**
 * The browser for the browser tests: found, or installed where this user may do
 * that.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ClearError, say } from './console.mjs';
import { installPackages, mayInstall } from './debian.mjs';

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
  if (mayInstall()) {
    say('Installing Chromium with apt-get');
    // The screenshots need the fonts: without any, text is drawn as boxes.
    await installPackages(['chromium', 'fonts-liberation'], env);
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
