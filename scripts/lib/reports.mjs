/**
 * The reports of the published packages, which are committed: the interface of
 * each (`report*.api.md`), the command line's help (`cli-report.md`), the tables
 * of its migrations (`report.sql.md`), and its unused dependencies
 * (`knip-report.md`). A change of what others rely on is then seen in a diff.
 */
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageManifests, ROOT } from '../toolchain.mjs';

/**
 * The messages that Backstage leaves out of its own reports as well: the
 * packages of a workspace refer to each other's sources, and a name that
 * explains itself needs no comment.
 */
const OMITTED_MESSAGES = 'ae-wrong-input-file-type,ae-undocumented';

/** The knip reports read this file, and only succeeding runs remove it. */
const KNIP_LEFTOVER = join(ROOT, 'knip.json');

/** @type {Promise<number> | undefined} */
let emitting;

/**
 * Emits the declarations of every package into `dist-types`, which the API
 * reports read, and so checks the types. A run of several parts does it once.
 *
 * Always in full: the members of a union are emitted in the order in which the
 * compiler met them, and after an incremental run that order is another one.
 *
 * @returns {Promise<number>} the exit code
 */
export function emitDeclarations(toolchain) {
  emitting ??= toolchain.run('tsc', ['--incremental', 'false']);
  return emitting;
}

/**
 * Looks for exports, files and dependencies that nothing uses.
 *
 * @returns {Promise<number>} the exit code
 */
export function findUnused(toolchain) {
  return toolchain.run('knip', [
    ...['--config', 'scripts/lib/knip-config.mjs'],
    ...['--no-progress', '--no-config-hints'],
  ]);
}

/**
 * Writes every report, from declarations that are up to date.
 *
 * @param {import('../toolchain.mjs').Toolchain} toolchain
 * @param {{ check?: boolean }} [options]  `check`: only compares them with the committed ones
 * @returns {Promise<number[]>} the exit code of each kind of report
 */
export async function writeReports(toolchain, { check = false } = {}) {
  const packages = await publishedPackages();
  const only = check ? ['--ci'] : [];
  try {
    return [
      await toolchain.run('backstage-repo-tools', [
        ...['api-reports', ...packages, ...only],
        ...['--sql-reports', '--validate-release-tags'],
        ...['--omit-messages', OMITTED_MESSAGES],
      ]),
      await toolchain.run('backstage-repo-tools', [
        ...['knip-reports', ...packages, ...only],
      ]),
    ];
  } finally {
    await rm(KNIP_LEFTOVER, { force: true });
  }
}

/** The folders of the packages that are published, such as `packages/cli`. */
async function publishedPackages() {
  const published = [];
  for (const manifest of await packageManifests()) {
    const text = await readFile(join(ROOT, manifest), 'utf8');
    if (!JSON.parse(text).private) {
      published.push(dirname(manifest));
    }
  }
  return published;
}
