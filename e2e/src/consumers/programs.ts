import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import packages from '../../debian-programs.json';

/** The programs that make, serve and use credentials. */
export type ProgramName = keyof typeof packages;

/** Where each of them is. */
export type Programs = Readonly<Record<ProgramName, string>>;

// Servers are in folders that are not on an ordinary user's PATH.
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

/**
 * Finds all of them.
 *
 * @throws Error of one line that names the missing programs and their packages.
 */
export function findPrograms(
  environment: NodeJS.ProcessEnv = process.env,
): Programs {
  const folders = [
    ...(environment.PATH ?? '').split(delimiter),
    ...SYSTEM_FOLDERS,
  ].filter(Boolean);
  const names = Object.keys(packages) as ProgramName[];
  const found = names.map(name => [name, findIn(folders, name)] as const);
  const missing = found.flatMap(([name, path]) => (path ? [] : [name]));
  if (missing.length > 0) {
    const needed = [...new Set(missing.map(name => packages[name]))];
    throw new Error(
      `programs that use the credentials are not installed: ${missing.join(
        ', ',
      )}; on Debian: apt-get install ${needed.join(' ')}`,
    );
  }
  return Object.fromEntries(found) as Programs;
}

function findIn(folders: readonly string[], name: string): string | undefined {
  return folders
    .map(folder => join(folder, name))
    .find(path => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
