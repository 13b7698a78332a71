/**
 * `npm start`: Backstage with central secrets on the demo cluster, or on a
 * real one, until Ctrl-C.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoClusterArguments, untilUsable } from './lib/backstage.mjs';
import { ClearError, runMain, say } from './lib/console.mjs';
import { readNamedFile } from './lib/files.mjs';
import { freePort, isPortTaken, waitForAnswer } from './lib/network.mjs';
import { createPrograms, Interrupted } from './lib/programs.mjs';
import { parseStartOptions, START_HELP } from './lib/start-options.mjs';
import { ensureToolchain, ROOT } from './toolchain.mjs';

runMain(async () => {
  const options = parseStartOptions(process.argv.slice(2));
  if (options.help) {
    say(START_HELP);
    return 0;
  }
  // Checks everything that a person may have mistyped before it fetches or
  // starts anything.
  const { kubeconfig: name, context, writer } = options;
  const kubeconfig =
    name === undefined ? undefined : await readNamedFile('--kubeconfig', name);
  const config = await Promise.all(
    options.config.map(file => readNamedFile('--config', file)),
  );
  const toolchain = await ensureToolchain();
  const cluster = kubeconfig
    ? await clusterOfKubeconfig({ ...kubeconfig, name, context, writer })
    : await demoCluster();
  const programs = createPrograms();
  try {
    await runBackstage({ ...options, toolchain, programs, cluster, config });
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) {
      return 0;
    }
    throw error;
  } finally {
    await programs.stop();
    await cluster.remove?.();
  }
});

/**
 * @typedef {object} Cluster
 * @property {NodeJS.ProcessEnv} env  what Backstage needs to find it
 * @property {string} page  the page worth seeing first
 * @property {{ path: string, text: string }} [config]  a configuration file of its own
 * @property {{ name: string, args: string[], url: string }} [program]  has to be started first
 * @property {() => Promise<void>} [remove]
 */

/** @returns {Promise<Cluster>} */
async function demoCluster() {
  const port = await freePort();
  return {
    env: { DEMO_CLUSTER_PORT: `${port}` },
    page: '/catalog/default/component/backstage/secrets',
    program: {
      name: 'The demo cluster',
      args: demoClusterArguments(port),
      url: `http://127.0.0.1:${port}`,
    },
  };
}

/** @returns {Promise<Cluster>} */
async function clusterOfKubeconfig({ name, path, text, context, writer }) {
  // Needs a dependency, so it cannot be loaded before they are installed.
  const { chooseContext, clusterConfig } = await import('./lib/kubeconfig.mjs');
  const chosen = chooseContext({ name, text, context });
  const folder = await mkdtemp(join(tmpdir(), 'central-secrets-'));
  const config = {
    path: join(folder, 'app-config.kubeconfig.yaml'),
    text: JSON.stringify(clusterConfig(path, chosen, { writer }), undefined, 2),
  };
  await writeFile(config.path, config.text);
  say(
    writer
      ? `Requests change labels in cluster ${chosen}, with the kubeconfig's rights`
      : `Cluster ${chosen} is only read: nothing can be requested without --writer`,
  );
  return {
    env: {},
    page: '',
    config,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * Runs until a person interrupts it or a program exits: rejects with the
 * reason.
 */
async function runBackstage({ toolchain, programs, cluster, ...options }) {
  const { readAddresses } = await import('./lib/addresses.mjs');
  const own = join(ROOT, 'app-config.yaml');
  const config = [{ path: own, text: await readFile(own, 'utf8') }];
  config.push(...(cluster.config ? [cluster.config] : []), ...options.config);
  const env = { ...toolchain.env, ...cluster.env };
  const addresses = readAddresses(config, env);
  await requireFree('frontend', addresses.frontendPort);
  await requireFree('backend', addresses.backendPort);

  const place = log => ({
    cwd: ROOT,
    env,
    log: options.verbose
      ? undefined
      : join(ROOT, '.cache/logs', `${log}-${addresses.backendPort}.log`),
  });
  const { signal } = programs;
  if (cluster.program) {
    const { name, args, url } = cluster.program;
    programs.start(toolchain.node, args, { ...place('demo-cluster'), name });
    await waitForAnswer(url, { signal, anyStatus: true });
    say(`The demo cluster listens on ${url}`);
  }

  const backstage = { ...place('backstage'), name: 'Backstage' };
  say(`Backstage is starting${backstage.log ? `; log: ${backstage.log}` : ''}`);
  programs.start(toolchain.node, backstageArguments(config), backstage);
  await untilUsable(addresses, { programs, log: backstage.log });
  say(`Ready: ${addresses.frontendUrl}${cluster.page}  (Ctrl-C ends it)`);
  await programs.untilEnd();
}

function backstageArguments(config) {
  return [
    join(ROOT, 'node_modules/@backstage/cli/bin/backstage-cli'),
    ...['repo', 'start'],
    ...config.flatMap(({ path }) => ['--config', path]),
  ];
}

async function requireFree(what, port) {
  if (await isPortTaken(port)) {
    throw new ClearError(
      `Port ${port}, which Backstage's ${what} needs, is taken; end the program that listens there and try again`,
    );
  }
}
