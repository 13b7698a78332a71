import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  freePort,
  GitServer,
  makeScratchDirectory,
  ManagedProcess,
  runToEnd,
  waitFor,
} from '@central-secrets/dev-tools';
import { stringify } from 'yaml';
import { ADDRESS_VARIABLE, DEMO_CLUSTER_VARIABLE } from './variables';

const REPOSITORY = resolve(__dirname, '../..');
const RESULTS = resolve(__dirname, '../results');
const LOG = resolve(RESULTS, 'backstage.log');

/** The file of a namespace in Git. */
const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: n8n
  labels:
    team: automation # the owner
`;

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
  const git = await GitServer.start(await makeScratchDirectory(), {
    'clusters/demo/n8n.yaml': NAMESPACE,
  });
  await rm(LOG, { force: true });
  const backstage = ManagedProcess.start({
    name: 'Backstage',
    command: process.execPath,
    args: [
      resolve(REPOSITORY, 'scripts/start.mjs'),
      ...['--config', await writeConfig(git)],
    ],
    cwd: REPOSITORY,
    logFile: LOG,
    lastSignal: 'SIGTERM',
  });
  process.env[ADDRESS_VARIABLE] = await untilReady(backstage);
  process.env[DEMO_CLUSTER_VARIABLE] = await findDemoCluster(backstage.pid!);
  return async () => {
    await backstage.stop(END_WITHIN_MS);
    await git.stop();
  };
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

/**
 * A configuration that moves Backstage to free ports, so that one that runs
 * already is not disturbed, and knows a repository for pull requests.
 */
async function writeConfig(git: GitServer): Promise<string> {
  const [frontend, backend] = await Promise.all([freePort(), freePort()]);
  const file = resolve(RESULTS, 'app-config.tests.yaml');
  await writeFile(
    file,
    stringify({
      app: { baseUrl: `http://localhost:${frontend}` },
      backend: {
        baseUrl: `http://localhost:${backend}`,
        listen: { host: '127.0.0.1', port: backend },
        cors: { origin: `http://localhost:${frontend}` },
      },
      integrations: {
        gitea: [
          {
            host: new URL(git.url).host,
            baseUrl: git.url,
            password: git.token,
          },
        ],
      },
      centralSecrets: {
        // As low as the backend's documentation allows: a test waits for it.
        staleness: { observationMaxAge: '35s' },
        requests: {
          gitops: {
            repositories: [
              { url: git.page, path: 'clusters/{cluster}/{namespace}.yaml' },
            ],
          },
        },
      },
    }),
  );
  return file;
}
