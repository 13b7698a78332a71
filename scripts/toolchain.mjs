/**
 * Brings what the project needs to run, on a machine that has only Node 20 or
 * newer and npm: a Node that Backstage supports, yarn, and the dependencies.
 *
 * Plain Node without dependencies, since it runs before any are installed.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClearError, say } from './lib/console.mjs';
import { runCommand, runLogged } from './lib/processes.mjs';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(
  /\/$/,
  '',
);

/**
 * The majors that Backstage 1.57 supports; a running Node of another major is
 * not used.
 */
const SUPPORTED_NODE_MAJORS = [22, 24];
/**
 * The Node that this script fetches, from the npm package that carries its
 * binary.
 */
const NODE_VERSION = '24.21.0';
const YARN = join(ROOT, '.yarn/releases/yarn-4.13.0.cjs');
const INSTALL_STAMP = join(ROOT, 'node_modules/.central-secrets-install');

/**
 * @typedef {object} Toolchain
 * @property {string} node  path of the Node binary to use
 * @property {string} yarnFile  path of the yarn that Node runs
 * @property {NodeJS.ProcessEnv} env  environment in which that Node and the workspace's binaries come first
 * @property {(args: string[], options?: object) => Promise<number>} yarn  runs yarn; resolves with its exit code
 * @property {(command: string, args: string[], options?: object) => Promise<number>} run
 *   runs a command (`cwd`, `env` to add, `stdio`); resolves with its exit code, rejects where it cannot be started
 */

/**
 * @param {{ install?: boolean }} [options]  `install: false` leaves the dependencies alone
 * @returns {Promise<Toolchain>}
 * @throws {ClearError} where something cannot be brought
 */
export async function ensureToolchain({ install = true } = {}) {
  const node = await ensureNode();
  const path = [
    dirname(node),
    join(ROOT, 'node_modules/.bin'),
    process.env.PATH,
  ];
  const env = { ...process.env, PATH: path.join(delimiter) };
  const run = (command, args, options = {}) =>
    runCommand(command, args, {
      cwd: ROOT,
      ...options,
      env: { ...env, ...options.env },
    });
  if (install) {
    await ensureDependencies(node, env);
  }
  return {
    node,
    yarnFile: YARN,
    env,
    run,
    yarn: (args, options) => run(node, [YARN, ...args], options),
  };
}

function isSupported(version) {
  return SUPPORTED_NODE_MAJORS.includes(Number(version.split('.')[0]));
}

async function ensureNode() {
  if (isSupported(process.versions.node)) {
    return process.execPath;
  }
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const home = join(cache, 'central-secrets', `node-${NODE_VERSION}`);
  const name = nodePackage();
  const node = join(home, 'node_modules', name, 'bin/node');
  if (existsSync(node)) {
    return node;
  }
  say(
    `Node ${process.versions.node} is running; fetching Node ${NODE_VERSION} into ${home}`,
  );
  await mkdir(home, { recursive: true });
  const args = ['install', '--prefix', home, '--no-audit', '--no-fund'];
  args.push(`${name}@${NODE_VERSION}`);
  const log = join(home, 'install.log');
  const code = await runLogged('npm', args, { cwd: home, log });
  if (code !== 0 || !existsSync(node)) {
    throw new ClearError(
      `Node ${NODE_VERSION} could not be fetched from the npm registry (${log} says why); install Node 22 or 24 and try again`,
    );
  }
  return node;
}

/**
 * The package for this machine's system and processor. The package `node` would
 * choose it too, but in an install script, which npm may be configured not to
 * run.
 */
function nodePackage() {
  const { platform, arch } = process;
  const prefix =
    platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${arch}`;
}

async function ensureDependencies(node, env) {
  const wanted = await dependenciesHash();
  const installed = await readFile(INSTALL_STAMP, 'utf8').catch(() => '');
  if (installed === wanted) {
    return;
  }
  say('Installing dependencies (about a minute on a fresh machine)');
  const log = join(ROOT, '.cache/logs/install.log');
  const code = await runLogged(node, [YARN, 'install', '--immutable'], {
    cwd: ROOT,
    env,
    log,
    onStillRunning: seconds => say(`  still installing, ${seconds} s`),
  });
  if (code !== 0) {
    const reason = await firstYarnError(log);
    throw new ClearError(
      `The dependencies could not be installed: ${reason} (whole log: ${log})`,
    );
  }
  await writeFile(INSTALL_STAMP, wanted);
}

async function firstYarnError(log) {
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
  if (lines.some(line => line.includes('YN0028'))) {
    return 'yarn.lock does not fit the package.json files; run `node scripts/in-toolchain.mjs yarn install` and commit yarn.lock';
  }
  // Errors outside of a group start with the code, and inside of one after a
  // bar. Warnings have codes as well, so the last line that names an error
  // wins.
  const error = lines.filter(line => /error/i.test(line)).pop();
  return error ? error.replace(/^\W*YN\d+:\W*/, '').trim() : 'yarn failed';
}

/** One hash of everything that decides the result of an install. */
async function dependenciesHash() {
  const hash = createHash('sha256');
  for (const file of [
    'yarn.lock',
    '.yarnrc.yml',
    ...(await packageManifests()),
  ]) {
    hash.update(`${file}\n`).update(await readFile(join(ROOT, file)));
  }
  return hash.digest('hex');
}

/** The package.json of the root and of every workspace (`folder/*` or `folder`). */
export async function packageManifests() {
  const root = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const manifests = ['package.json'];
  for (const pattern of root.workspaces) {
    const folder = pattern.replace(/\/\*$/, '');
    const names =
      folder === pattern
        ? ['.']
        : (await readdir(join(ROOT, folder)).catch(() => [])).sort();
    manifests.push(...names.map(name => join(folder, name, 'package.json')));
  }
  return manifests.filter(manifest => existsSync(join(ROOT, manifest)));
}
