/**
 * Backstage's backend stays up after a failed start, and waits for its files to
 * change: only its log reports the failure.
 */
import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { ClearError } from './console.mjs';

/**
 * @param {string} text  what Backstage has written so far
 * @returns {string | undefined} why the backend could not start, one line for each plugin
 */
export function findStartupFailure(text) {
  const [, failure] = stripVTControlCharacters(text).split(
    'Backend startup failed due to the following errors:\n',
  );
  return failure
    ?.split('\n')
    .filter(line => line.startsWith('  '))
    .map(line => line.replace(/ type="unhandledRejection".*$/, '').trim())
    .join('\n');
}

/**
 * Calls `fail` once the log says that the backend could not start.
 *
 * @param {string | undefined} log  without one there is nothing to watch
 * @param {(reason: ClearError) => void} fail
 * @returns {() => void} ends the watching
 */
export function watchStartupFailure(log, fail) {
  if (!log) {
    return () => {};
  }
  const timer = setInterval(async () => {
    const text = await readFile(log, 'utf8').catch(() => '');
    const failure = findStartupFailure(text);
    if (failure !== undefined) {
      clearInterval(timer);
      fail(
        new ClearError(
          `${failure}\n\nBackstage's backend could not start; the whole log: ${log}`,
        ),
      );
    }
  }, 500);
  return () => clearInterval(timer);
}
