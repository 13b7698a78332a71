import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { stringify } from 'yaml';

const REPOSITORY = resolve(__dirname, '../..');
const RESULTS = resolve(__dirname, '../results');

/**
 * The variable with the address for the tests; set from outside, it names a
 * Backstage that runs already.
 */
export const ADDRESS_VARIABLE = 'BACKSTAGE_URL';

/** The variable with the process id of the demo cluster; not set where Backstage runs already. */
export const DEMO_CLUSTER_VARIABLE = 'DEMO_CLUSTER_PID';

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
  const config = await writePortsConfig();
  const child = spawn(
    process.execPath,
    [resolve(REPOSITORY, 'scripts/start.mjs'), '--config', config],
    { cwd: REPOSITORY, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>(done => child.once('exit', () => done()));
  process.env[ADDRESS_VARIABLE] = await untilReady(child);
  process.env[DEMO_CLUSTER_VARIABLE] = findDemoCluster(child.pid!);
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}

/** The address in the line that `npm start` prints when the page is usable. */
function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((found, fail) => {
    child.once('exit', () => fail(new Error('Backstage did not start')));
    createInterface({ input: child.stdout! }).on('line', line => {
      const address = /^Ready: (\S+)/.exec(line)?.[1];
      if (address) {
        found(new URL(address).origin);
      }
    });
  });
}

/** The process id of the demo cluster, which `npm start` has started. */
function findDemoCluster(parent: number): string | undefined {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], {
    encoding: 'utf8',
  });
  const isDemoCluster = new RegExp(
    `^ *(\\d+) +${parent} .*demo-cluster/src/main`,
    'm',
  );
  return isDemoCluster.exec(list)?.[1];
}

/** A configuration that moves Backstage to free ports, so that one that runs already is not disturbed. */
async function writePortsConfig(): Promise<string> {
  const [frontend, backend] = await Promise.all([freePort(), freePort()]);
  const file = resolve(RESULTS, 'app-config.ports.yaml');
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(
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

function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const server = createServer().on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
