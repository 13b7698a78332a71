import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freePort, ManagedProcess, waitFor } from '@central-secrets/dev-tools';
import { stringify } from 'yaml';
import { SOURCES } from '../paths';
import { CLUSTER, configurationOf } from '../programs/backend';
import { namespaceName } from './shape';
import { Target } from './startMock';

const ROOT = resolve(SOURCES, '../..');
const FOLDER = join(ROOT, '.cache/bench-page');
const BACKEND = join(ROOT, 'packages/backend');
const READY_WITHIN_MS = 120_000;

/** The component whose namespace gets ten secrets. */
export const COMPONENT = namespaceName(0);
/** A component without a namespace: its tab has no rows. */
export const EMPTY_COMPONENT = 'without-namespace';

/** The example Backstage with its built app, on a port of its own. */
export interface Backstage {
  readonly url: string;
  stop(): void;
}

function component(name: string, annotations: Record<string, string>) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'developer-experience',
    },
  };
}

/** The differences from the example's configuration. */
function configuration(target: Target, url: string, entities: string) {
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port: Number(new URL(url).port) },
      cors: { origin: url },
      // This server has no TLS.
      csp: { 'upgrade-insecure-requests': false },
    },
    auth: {
      providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
    catalog: {
      locations: [
        { type: 'file', target: join(ROOT, 'examples/org.yaml') },
        { type: 'file', target: entities },
      ],
    },
    ...configurationOf(target),
  };
}

/** Returns when it is ready to answer. */
export async function startBackstage(target: Target): Promise<Backstage> {
  await mkdir(FOLDER, { recursive: true });
  const entities = join(FOLDER, 'entities.yaml');
  await writeFile(
    entities,
    [
      component(COMPONENT, {
        'backstage.io/kubernetes-id': COMPONENT,
        'backstage.io/kubernetes-namespace': COMPONENT,
        'backstage.io/kubernetes-cluster': CLUSTER,
      }),
      component(EMPTY_COMPONENT, {}),
    ]
      .map(entity => stringify(entity))
      .join('---\n'),
  );
  const url = `http://localhost:${await freePort()}`;
  const config = join(FOLDER, 'app-config.yaml');
  await writeFile(config, stringify(configuration(target, url, entities)));
  const child = ManagedProcess.start({
    name: 'Backstage',
    command: process.execPath,
    args: [
      ...[
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      '--no-warnings',
      join(BACKEND, 'src/index.ts'),
      ...['--config', join(ROOT, 'app-config.yaml'), '--config', config],
    ],
    cwd: BACKEND,
    env: { NODE_ENV: 'production', LOG_LEVEL: 'error' },
    logFile: join(FOLDER, 'backstage.log'),
  });
  const stop = () => child.kill();
  try {
    await waitFor(
      async () => {
        child.assertRunning();
        return (await fetch(`${url}/.backstage/health/v1/readiness`)).ok;
      },
      {
        reason: 'Backstage to be ready',
        limitMs: READY_WITHIN_MS,
        describe: () => child.logTail(),
      },
    );
  } catch (error) {
    stop();
    throw error;
  }
  return { url, stop };
}
