/** Files that a person named on the command line. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ClearError } from './console.mjs';

const REASONS = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read by this user',
  EISDIR: 'it is a folder',
};

/** The person's working folder: npm itself changes to the repository's root. */
const HERE = process.env.INIT_CWD ?? process.cwd();

/**
 * @param {string} option  the option that names the file, such as `--config`
 * @param {string} name  as the person wrote it
 * @returns {Promise<{ path: string, text: string }>}
 * @throws {ClearError} where it cannot be read
 */
export async function readNamedFile(option, name) {
  const path = resolve(HERE, name);
  try {
    return { path, text: await readFile(path, 'utf8') };
  } catch (error) {
    const reason = REASONS[error.code] ?? error.message;
    throw new ClearError(`${option} ${name} cannot be read: ${reason}`);
  }
}
