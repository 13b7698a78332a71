/** Finds the packages that an installation has more than once. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Every copy of the named packages below a `node_modules`, nested ones too.
 *
 * @param {string} folder  the folder that has the `node_modules`
 * @param {string[]} names
 * @returns {Promise<{ name: string, version: string, path: string }[]>}
 */
export async function findCopies(folder, names) {
  const copies = [];
  for (const { name, path } of await listPackages(
    join(folder, 'node_modules'),
  )) {
    if (names.includes(name)) {
      const text = await readFile(join(path, 'package.json'), 'utf8');
      copies.push({ name, path, version: JSON.parse(text).version });
    }
    copies.push(...(await findCopies(path, names)));
  }
  return copies;
}

/**
 * The packages directly in a `node_modules`. A link is a workspace, and not a
 * copy.
 */
async function listPackages(folder) {
  const list = async (path, scope) =>
    (await readdir(path, { withFileTypes: true }).catch(() => []))
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => ({ name: scope + name, path: join(path, name) }));
  const packages = [];
  for (const entry of await list(folder, '')) {
    packages.push(
      ...(entry.name.startsWith('@')
        ? await list(entry.path, `${entry.name}/`)
        : [entry]),
    );
  }
  return packages;
}
