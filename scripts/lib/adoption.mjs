/** The parts of `npm run test:adoption` that only read and rewrite texts. */

/**
 * The packages that contain contexts, API references or service references.
 * Where an installation has two copies of one, a plugin may not find the
 * contexts of its Backstage.
 */
export const FRAMEWORK_PACKAGES = [
  '@backstage/backend-defaults',
  '@backstage/backend-plugin-api',
  '@backstage/core-compat-api',
  '@backstage/core-components',
  '@backstage/core-plugin-api',
  '@backstage/frontend-app-api',
  '@backstage/frontend-defaults',
  '@backstage/frontend-plugin-api',
  '@backstage/plugin-app',
  '@backstage/plugin-app-react',
  '@backstage/plugin-catalog-node',
  '@backstage/plugin-catalog-react',
  '@backstage/plugin-events-node',
  '@backstage/plugin-permission-common',
  '@backstage/plugin-scaffolder-node',
  '@backstage/plugin-signals-node',
  '@backstage/plugin-signals-react',
  '@backstage/ui',
  '@backstage/version-bridge',
  'react-router',
  'react-router-dom',
];

const SCOPE = '@backstage/';
const LOCKED = /^"(@backstage\/[^@"]+)@npm:[^\n]*:\n {2}version: (\S+)$/gm;
const ASKED = /^ {4}"(@backstage\/[^"]+)": "(npm:[^"]+)"$/gm;

/** @typedef {Record<string, string>} Versions  the versions of Backstage's packages in one release, by name */

/**
 * The versions in a yarn.lock; of several, the last.
 *
 * @param {string} lock
 * @returns {Versions}
 */
export function readVersions(lock) {
  return Object.fromEntries(
    [...lock.matchAll(LOCKED)].map(([, name, version]) => [name, version]),
  );
}

/**
 * A manifest with a range for each `*` of Backstage's packages, as `create-app`
 * writes them.
 *
 * @param {object} manifest
 * @param {Versions} versions
 * @throws {Error} where the release has no such package
 */
export function withRanges(manifest, versions) {
  const fill = (dependencies = {}) =>
    Object.fromEntries(
      Object.entries(dependencies).map(([name, range]) => {
        if (!name.startsWith(SCOPE) || range !== '*') {
          return [name, range];
        }
        if (!versions[name]) {
          throw new Error(`The release has no ${name}`);
        }
        return [name, `^${versions[name]}`];
      }),
    );
  return {
    ...manifest,
    dependencies: fill(manifest.dependencies),
    devDependencies: fill(manifest.devDependencies),
  };
}

/**
 * Turns a lockfile that was resolved with pinned versions into the lockfile of an
 * app without pins: each pinned package gets all ranges with which other packages
 * depend on it. Example: `"@backstage/types@npm:1.2.2":` becomes
 * `"@backstage/types@npm:^1.2.1, @backstage/types@npm:^1.2.2":`.
 *
 * @param {string} lock
 */
export function unpinLock(lock) {
  const ranges = new Map();
  for (const [, name, range] of lock.matchAll(ASKED)) {
    ranges.set(name, (ranges.get(name) ?? new Set()).add(range));
  }
  return lock.replace(/^"(@backstage\/[^@"]+)@npm:[^"]*":$/gm, (line, name) =>
    ranges.has(name)
      ? `"${[...ranges.get(name)]
          .sort()
          .map(range => `${name}@${range}`)
          .join(', ')}":`
      : line,
  );
}

/**
 * The packages in a lockfile that are not the release's.
 *
 * @param {string} lock
 * @param {Versions} versions
 * @returns {string[]} such as `@backstage/types 1.3.0 instead of 1.2.2`
 */
export function findForeignVersions(lock, versions) {
  return [...lock.matchAll(LOCKED)]
    .filter(([, name, version]) => versions[name] !== version)
    .map(
      ([, name, version]) =>
        `${name} ${version} instead of ${versions[name] ?? 'none'}`,
    );
}

/**
 * The packages that are to be packed: the plugins, and what they need of this
 * repository.
 *
 * @param {object[]} manifests  of all workspaces
 * @returns {string[]} their names
 */
export function findPackagesToPack(manifests) {
  const own = new Map(manifests.map(manifest => [manifest.name, manifest]));
  const found = new Set();
  const add = name => {
    const manifest = own.get(name);
    if (manifest && !manifest.private && !found.has(name)) {
      found.add(name);
      Object.keys(manifest.dependencies ?? {}).forEach(add);
    }
  };
  manifests
    .filter(({ backstage }) => isPlugin(backstage?.role))
    .forEach(({ name }) => add(name));
  return [...found].sort();
}

/**
 * The package of an app that depends on one of our packages, by the role of
 * ours.
 */
export function findPlace(role) {
  if (role === 'frontend-plugin') {
    return 'app';
  }
  return isPlugin(role) ? 'backend' : undefined;
}

function isPlugin(role = '') {
  return /^(frontend|backend)-plugin/.test(role);
}
