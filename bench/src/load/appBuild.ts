import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runToEnd } from '@central-secrets/dev-tools';
import { SOURCES } from '../paths';

const ROOT = resolve(SOURCES, '../..');
const APP = join(ROOT, 'packages/app');
const BUILT = join(APP, 'dist/index.html');

/** The parts of this repository that the app is built from. */
const BUILT_OF = [
  'yarn.lock',
  'packages/app/package.json',
  'packages/app/public',
  'packages/app/src',
  'plugins/central-secrets/src',
  'plugins/central-secrets-common/src',
];

/** The newest change of a file, or of any in a folder; 0 where there is none. Milliseconds since the epoch. */
async function changedAt(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) {
    return found?.mtimeMs ?? 0;
  }
  const names = await readdir(path);
  const times = await Promise.all(
    names.map(name => changedAt(join(path, name))),
  );
  return Math.max(0, ...times);
}

/**
 * Builds the example app for production, unless it is newer than all of its
 * parts.
 */
export async function ensureAppBuild(
  report: (line: string) => void,
): Promise<void> {
  const sources = await Promise.all(
    BUILT_OF.map(path => changedAt(join(ROOT, path))),
  );
  if (Math.max(...sources) < (await changedAt(BUILT))) {
    return;
  }
  report('building the example app for production');
  const { succeeded, errors } = await runToEnd(
    process.execPath,
    [
      join(ROOT, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...['package', 'build'],
    ],
    { cwd: APP },
  );
  if (!succeeded) {
    throw new Error(`the app cannot be built:\n${errors}`);
  }
}
