/**
 * `npm run test:adoption [-- 1.55]`: checks whether the packages, as published,
 * work in a fresh Backstage of each supported release. It packs them, installs
 * them in an app of that release outside of this repository, starts it on the
 * demo cluster, and looks for a delivery in its API and in its pages. Each
 * release keeps its own copy of every framework package.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { addPlugins, createApp } from './lib/adoption-app.mjs';
import {
  findForeignVersions,
  findPackagesToPack,
  FRAMEWORK_PACKAGES,
  readVersions,
} from './lib/adoption.mjs';
import { demoClusterArguments, untilUsable } from './lib/backstage.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ClearError, runMain, say } from './lib/console.mjs';
import { findCopies } from './lib/copies.mjs';
import { freePort, waitForAnswer } from './lib/network.mjs';
import { startGroup } from './lib/processes.mjs';
import { createPrograms, explainEnd, Interrupted } from './lib/programs.mjs';
import { forgetResult, formatCounts, writeResult } from './lib/results.mjs';
import { ensureToolchain, packageManifests, ROOT } from './toolchain.mjs';

const PART = 'adoption';
const LOGS = join(ROOT, '.cache/logs');
const DELIVERED_WITHIN_MS = 60_000;
const DELIVERY = 'application-docker-registry';
const ACTION = 'central-secrets:label-namespace';

runMain(async () => {
  const releases = await chooseReleases(process.argv.slice(2));
  const toolchain = await ensureToolchain();
  const chromium = await ensureChromium(toolchain.env);
  forgetResult(PART);
  const started = Date.now();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const check = async (name, test) => {
    try {
      await test();
      counts.passed += 1;
      say(`  ok      ${name}`);
    } catch (error) {
      if (error instanceof Interrupted) {
        throw error;
      }
      counts.failed += 1;
      say(`  FAILED  ${name}\n${error.message}`);
    }
  };
  const folder = await mkdtemp(join(tmpdir(), 'central-secrets-adoption-'));
  try {
    say('Packing the packages');
    const packs = await withPrograms(programs =>
      packPackages(join(folder, 'packs'), { toolchain, programs }),
    );
    for (const release of releases) {
      say(`\nBackstage ${release.name}`);
      const app = { folder: join(folder, release.name), release, packs };
      await withPrograms(async programs => {
        let ready = false;
        await check('the packages install and Backstage starts', async () => {
          Object.assign(app, await startApp(app, { toolchain, programs }));
          ready = true;
        });
        if (ready) {
          await checkApp(app, { check, chromium, toolchain, programs });
        }
      });
    }
  } catch (error) {
    if (error instanceof Interrupted) {
      return 1;
    }
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  writeResult(PART, counts);
  const seconds = Math.round((Date.now() - started) / 1000);
  say(`\n${PART}: ${formatCounts(counts)} (${seconds} s)`);
  return counts.failed > 0 ? 1 : 0;
});

/** The release of the example app, and the older supported one. */
async function chooseReleases(names) {
  const read = path => readFile(join(ROOT, path), 'utf8');
  const { version } = JSON.parse(await read('backstage.json'));
  const older = JSON.parse(await read('scripts/adoption/backstage-1.55.json'));
  const all = [
    {
      name: version.replace(/\.0$/, ''),
      versions: readVersions(await read('yarn.lock')),
    },
    { name: '1.55', versions: older },
  ];
  const unknown = names.find(name => !all.some(other => other.name === name));
  if (unknown !== undefined) {
    const known = all.map(({ name }) => name).join(', ');
    throw new ClearError(
      `There is no release "${unknown}" here, only ${known}`,
    );
  }
  return names.length > 0
    ? all.filter(({ name }) => names.includes(name))
    : all;
}

/** Runs a function with programs that end when it returns. */
async function withPrograms(use) {
  const programs = createPrograms();
  try {
    return await use(programs);
  } finally {
    await programs.stop();
  }
}

/**
 * Runs a command to its end, and ends it where this process is interrupted.
 *
 * @throws {ClearError} where it fails, with the end of its log
 */
async function runToEnd(what, command, args, { signal, ...options }) {
  signal.throwIfAborted();
  const program = startGroup(command, args, options);
  signal.addEventListener('abort', program.stop, { once: true });
  try {
    const { code } = await program.ended;
    signal.throwIfAborted();
    if (code !== 0) {
      throw await explainEnd(`${what} failed (exit code ${code})`, options);
    }
  } finally {
    signal.removeEventListener('abort', program.stop);
  }
}

/**
 * Builds and packs everything that an installation needs, into one file for
 * each package.
 */
async function packPackages(folder, { toolchain, programs }) {
  const { node, env, yarnFile } = toolchain;
  const run = (what, args, cwd = ROOT) =>
    runToEnd(what, node, args, {
      signal: programs.signal,
      cwd,
      env,
      log: join(LOGS, 'adoption-pack.log'),
    });
  await run('tsc', [join(ROOT, 'node_modules/typescript/bin/tsc')]);
  const cli = join(ROOT, 'node_modules/@backstage/cli/bin/backstage-cli');
  await run('backstage-cli repo build', [cli, 'repo', 'build']);
  await mkdir(folder, { recursive: true });
  const workspaces = new Map();
  for (const path of await packageManifests()) {
    const manifest = JSON.parse(await readFile(join(ROOT, path), 'utf8'));
    workspaces.set(manifest.name, {
      manifest,
      path: dirname(join(ROOT, path)),
    });
  }
  const packs = [];
  const manifests = [...workspaces.values()].map(({ manifest }) => manifest);
  for (const name of findPackagesToPack(manifests)) {
    const { manifest, path } = workspaces.get(name);
    const file = join(folder, `${name.replace(/[@/]+/g, '-').slice(1)}.tgz`);
    await run(`yarn pack of ${name}`, [yarnFile, 'pack', '--out', file], path);
    packs.push({ manifest, file });
  }
  return packs;
}

/** Creates the app, installs it, and waits until it is usable. */
async function startApp(app, { toolchain, programs }) {
  const { folder, release, packs } = app;
  const { node, yarnFile } = toolchain;
  // Without this repository's programs on the PATH: the app has its own.
  const env = {
    ...process.env,
    PATH: [dirname(node), process.env.PATH].join(delimiter),
  };
  const log = step => join(LOGS, `adoption-${release.name}-${step}.log`);
  const yarn = step => args =>
    runToEnd(`yarn ${args.join(' ')}`, node, [yarnFile, ...args], {
      signal: programs.signal,
      cwd: folder,
      env,
      log: log(step),
    });
  await createApp(folder, release, yarn('resolve'));
  await addPlugins(folder, packs, yarn('install'));

  const [cluster, frontend, backend] = [
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const demo = { cwd: ROOT, env: toolchain.env, log: log('demo-cluster') };
  programs.start(node, demoClusterArguments(cluster), {
    ...demo,
    name: 'The demo cluster',
  });
  await waitForAnswer(`http://127.0.0.1:${cluster}`, {
    signal: programs.signal,
    anyStatus: true,
  });
  const cli = join(folder, 'node_modules/@backstage/cli/bin/backstage-cli');
  programs.start(node, [cli, 'repo', 'start'], {
    name: 'Backstage',
    cwd: folder,
    env: {
      ...env,
      DEMO_CLUSTER_PORT: `${cluster}`,
      FRONTEND_PORT: `${frontend}`,
      BACKEND_PORT: `${backend}`,
    },
    log: log('backstage'),
  });
  const addresses = {
    frontendUrl: `http://localhost:${frontend}`,
    backendUrl: `http://127.0.0.1:${backend}`,
  };
  await untilUsable(addresses, { programs, log: log('backstage') });
  return addresses;
}

/** Checks an app with the packages installed. */
async function checkApp(app, { check, chromium, toolchain, programs }) {
  const { folder, release, frontendUrl, backendUrl } = app;
  await check('no package of Backstage is of another release', async () => {
    const lock = await readFile(join(folder, 'yarn.lock'), 'utf8');
    expectNone(findForeignVersions(lock, release.versions));
  });
  await check('each framework package is installed once', async () => {
    const copies = await findAllCopies(folder);
    const once = name => copies.filter(copy => copy.name === name).length === 1;
    const wrong = FRAMEWORK_PACKAGES.filter(name => !once(name));
    expectNone(
      wrong.flatMap(name => [
        `${name}:`,
        ...copies
          .filter(copy => copy.name === name)
          .map(({ version, path }) => `  ${version} in ${path}`),
      ]),
    );
  });
  const api = createApiClient(backendUrl, programs);
  await check('the API answers with a synced delivery', () =>
    untilDelivered(api, programs),
  );
  await check('the scaffolder has the action', async () => {
    const actions = await api('/api/scaffolder/v2/actions');
    if (!actions.some(({ id }) => id === ACTION)) {
      throw new Error(`${actions.length} actions, none is ${ACTION}`);
    }
  });
  await check('the pages show the tab, the card and the platform page', () =>
    runToEnd(
      'The browser test',
      toolchain.node,
      [
        join(ROOT, 'node_modules/@playwright/test/cli.js'),
        ...['test', '--config', 'browser-tests/adoption.config.ts'],
      ],
      {
        signal: programs.signal,
        cwd: ROOT,
        env: {
          ...toolchain.env,
          CHROMIUM_PATH: chromium,
          BACKSTAGE_URL: frontendUrl,
        },
      },
    ),
  );
}

async function findAllCopies(folder) {
  const places = ['.', 'packages/app', 'packages/backend'];
  const found = await Promise.all(
    places.map(place => findCopies(join(folder, place), FRAMEWORK_PACKAGES)),
  );
  return found.flat();
}

/** A client that asks the backend as the guest. */
function createApiClient(backendUrl, { signal }) {
  const read = async (path, headers) => {
    const response = await fetch(`${backendUrl}${path}`, { headers, signal });
    if (!response.ok) {
      const text = await response.text();
      throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`);
    }
    return response.json();
  };
  return async path => {
    const session = await read('/api/auth/guest/refresh', {
      'X-Requested-With': 'XMLHttpRequest',
    });
    const { token } = session.backstageIdentity;
    return read(path, { Authorization: `Bearer ${token}` });
  };
}

/** The catalog and the backend read their sources at their own pace. */
async function untilDelivered(api, { signal }) {
  const path =
    '/api/central-secrets/v1/entities/default/component/backstage/deliveries';
  const limit = Date.now() + DELIVERED_WITHIN_MS;
  for (;;) {
    signal.throwIfAborted();
    let seen;
    try {
      const { deliveries } = await api(path);
      const found = deliveries.find(
        ({ distribution }) => distribution === DELIVERY,
      );
      seen = found?.state ?? `${deliveries.length} deliveries without it`;
    } catch (error) {
      signal.throwIfAborted();
      seen = error.message;
    }
    if (seen === 'synced') {
      return;
    }
    if (Date.now() > limit) {
      throw new Error(`${DELIVERY}: ${seen}`);
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

/** @throws {Error} that lists them */
function expectNone(findings) {
  if (findings.length > 0) {
    throw new Error(findings.join('\n'));
  }
}
