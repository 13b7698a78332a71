/** A fresh app of one Backstage release, with the packed plugins installed. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../toolchain.mjs';
import { findPlace, unpinLock, withRanges } from './adoption.mjs';

const SKELETON = join(ROOT, 'scripts/adoption/app');
const EXAMPLES = ['org.yaml', 'entities.yaml'];
const MANIFESTS = [
  'package.json',
  'packages/app/package.json',
  'packages/backend/package.json',
];

/**
 * Writes an app whose lockfile has the packages of one release.
 *
 * A new lockfile would get newer packages, because the release's own ranges
 * allow them. So all versions are pinned for the first resolution, and the pins
 * are removed from manifest and lockfile afterwards.
 *
 * @param {string} folder
 * @param {{ name: string, versions: import('./adoption.mjs').Versions }} release
 * @param {(args: string[]) => Promise<void>} yarn  runs yarn in that folder
 */
export async function createApp(folder, release, yarn) {
  await cp(SKELETON, folder, { recursive: true });
  await mkdir(join(folder, 'examples'));
  for (const name of EXAMPLES) {
    await cp(join(ROOT, 'examples', name), join(folder, 'examples', name));
  }
  // Packages outside of Backstage have the versions that this repository tests.
  await cp(join(ROOT, 'yarn.lock'), join(folder, 'yarn.lock'));
  await writeJson(join(folder, 'backstage.json'), { version: release.name });
  for (const path of MANIFESTS) {
    await edit(join(folder, path), manifest =>
      withRanges(manifest, release.versions),
    );
  }
  const root = join(folder, 'package.json');
  const { resolutions, dependenciesMeta } = await readJson(
    join(ROOT, 'package.json'),
  );
  const platform = Object.fromEntries(
    Object.entries(resolutions).filter(
      ([name]) => !name.startsWith('@backstage/'),
    ),
  );
  const setResolutions = more =>
    edit(root, manifest => ({
      ...manifest,
      resolutions: { ...platform, ...more },
      dependenciesMeta,
    }));
  await setResolutions(release.versions);
  await yarn(['install', '--mode=update-lockfile']);
  await setResolutions({});
  const lock = join(folder, 'yarn.lock');
  await writeFile(lock, unpinLock(await readFile(lock, 'utf8')));
}

/**
 * Adds the packed packages to an app as the documentation says, and installs
 * everything.
 *
 * @param {string} folder
 * @param {{ manifest: object, file: string }[]} packs
 * @param {(args: string[]) => Promise<void>} yarn
 */
export async function addPlugins(folder, packs, yarn) {
  // Replaces a registry: the packages name each other by version.
  await edit(join(folder, 'package.json'), manifest => ({
    ...manifest,
    resolutions: {
      ...manifest.resolutions,
      ...Object.fromEntries(
        packs.map(({ manifest: { name }, file }) => [name, `file:${file}`]),
      ),
    },
  }));
  const backend = join(folder, 'packages/backend/src/index.ts');
  for (const { manifest } of packs) {
    const { name, version, backstage } = manifest;
    const place = findPlace(backstage?.role);
    if (place) {
      const path = join(folder, 'packages', place, 'package.json');
      await edit(path, ({ dependencies, ...rest }) => ({
        ...rest,
        dependencies: { ...dependencies, [name]: `^${version}` },
      }));
    }
    if (place === 'backend') {
      const source = await readFile(backend, 'utf8');
      const start = 'backend.start();';
      await writeFile(
        backend,
        source.replace(start, `backend.add(import('${name}'));\n${start}`),
      );
    }
  }
  await yarn(['install']);
}

async function readJson(path) {
  return JSON.parse(await readFile(path, 'utf8'));
}

async function writeJson(path, value) {
  await writeFile(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

async function edit(path, change) {
  await writeJson(path, change(await readJson(path)));
}
