import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  freePort,
  ManagedProcess,
  runToEnd,
  waitFor,
} from '@central-secrets/dev-tools';
import { stringify } from 'yaml';
import { ADDRESS_VARIABLE, DEMO_CLUSTER_VARIABLE } from './variables';

const REPOSITORY = resolve(__dirname, '../..');
const RESULTS = resolve(__dirname, '../results');
const LOG = resolve(RESULTS, 'backstage.log');

/** The first start on a machine builds the template engine, and a cold cache makes it slow. */
const READY_WITHIN_MS = 10 * 60_000;
/** More than `npm start` gives to what it has started. */
const END_WITHIN_MS = 30_000;

/**
 * Playwright's global set-up: starts Backstage on the demo cluster as `npm
 * start` does, on its own ports, and ends it after the last test.
 */
export default async function startBackstage(): Promise<
  (() => Promise<void>) | undefined
> {
  if (process.env[ADDRESS_VARIABLE]) {
    return undefined;
  }
  await mkdir(RESULTS, { recursive: true });
  await rm(LOG, { force: true });
  const backstage = ManagedProcess.start({
    name: 'Backstage',
    command: process.execPath,
    args: [
      resolve(REPOSITORY, 'scripts/start.mjs'),
      ...['--config', await writePortsConfig()],
    ],
    cwd: REPOSITORY,
    logFile: LOG,
    lastSignal: 'SIGTERM',
  });
  process.env[ADDRESS_VARIABLE] = await untilReady(backstage);
  process.env[DEMO_CLUSTER_VARIABLE] = await findDemoCluster(backstage.pid!);
  return () => backstage.stop(END_WITHIN_MS);
}

/** The address in the line that `npm start` prints when the page is usable. */
async function untilReady(backstage: ManagedProcess): Promise<string> {
  const address = await waitFor(
    async () => {
      backstage.assertRunning();
      return /^Ready: (\S+)/m.exec(await readFile(LOG, 'utf8'))?.[1];
    },
    {
      reason: 'Backstage to be ready',
      limitMs: READY_WITHIN_MS,
      describe: () => backstage.logTail(),
    },
  );
  return new URL(address).origin;
}

/** The process id of the demo cluster, which `npm start` has started. */
async function findDemoCluster(parent: number): Promise<string | undefined> {
  const list = await runToEnd('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  const isDemoCluster = new RegExp(
    `^ *(\\d+) +${parent} .*demo-cluster/src/main`,
    'm',
  );
  return isDemoCluster.exec(list.output)?.[1];
}

/** A configuration that moves Backstage to free ports, so that one that runs already is not disturbed. */
async function writePortsConfig(): Promise<string> {
  const [frontend, backend] = await Promise.all([freePort(), freePort()]);
  const file = resolve(RESULTS, 'app-config.ports.yaml');
  await writeFile(
    file,
    stringify({
      app: { baseUrl: `http://localhost:${frontend}` },
      backend: {
        baseUrl: `http://localhost:${backend}`,
        listen: { host: '127.0.0.1', port: backend },
        cors: { origin: `http://localhost:${frontend}` },
      },
      // As low as the backend's documentation allows: a test waits for it.
      centralSecrets: { staleness: { observationMaxAge: '35s' } },
    }),
  );
  return file;
}
