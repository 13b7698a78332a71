import {
  mkdir,
  open,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { freePort, ManagedProcess, waitFor } from '@central-secrets/dev-tools';
import { E2E_DIRECTORY, REPOSITORY_DIRECTORY } from './paths';
import { Platform } from './platform';

/**
 * The limits after which the backend calls its knowledge stale; see its
 * config.d.ts.
 */
export interface Staleness {
  readonly observationMaxAgeMs: number;
  readonly refreshIntervalFactor: number;
  readonly graceMs: number;
  readonly pendingUnusualAfterMs: number;
}

/** How to run Backstage's backend. */
export interface BackstageOptions {
  readonly platform: Platform;
  readonly staleness: Staleness;
  /**
   * The name of its directory, where there is more than one Backstage; default
   * `backstage`.
   */
  readonly name?: string;
  /**
   * `centralSecrets.clusters`; by default the platform's cluster, read and
   * written as in deploy/.
   */
  readonly clusters?: readonly object[];
  /** `centralSecrets.requests`. */
  readonly requests?: object;
  /** More of `integrations`, by the kind of host. */
  readonly integrations?: Readonly<Record<string, readonly object[]>>;
}

/** How often the backend compares its inventory with the cluster. */
const CONSISTENCY_CHECK_EVERY = { seconds: 10 };

const HEAP_SNAPSHOT_SIGNAL = 'SIGUSR2';

/** The name that the platform's cluster has in Backstage. */
export const CLUSTER = 'hub';

/**
 * Backstage's own backend, packages/backend, as a process. It has the two
 * identities of deploy/, databases in files, and trusts the proxy's header for
 * the user.
 */
export class Backstage {
  readonly #directory: string;

  private constructor(
    directory: string,
    readonly url: string,
    /** Contains one SQLite file per plugin. */
    readonly databaseDirectory: string,
    readonly logFile: string,
    readonly process: ManagedProcess,
  ) {
    this.#directory = directory;
  }

  /** Returns when every plugin is ready. */
  static async start(options: BackstageOptions): Promise<Backstage> {
    const directory = join(
      options.platform.directory,
      options.name ?? 'backstage',
    );
    const databaseDirectory = join(directory, 'databases');
    await mkdir(databaseDirectory, { recursive: true });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const configFile = join(directory, 'app-config.yaml');
    await writeFile(
      configFile,
      stringify(configuration({ ...options, port, url, databaseDirectory })),
    );
    const logFile = join(directory, 'backend.log');
    const child = ManagedProcess.start({
      name: 'backstage-backend',
      command: process.execPath,
      args: [
        // heapSnapshot needs this: V8 cuts long strings otherwise.
        `--heapsnapshot-signal=${HEAP_SNAPSHOT_SIGNAL}`,
        `--diagnostic-dir=${directory}`,
        '--heap-snapshot-string-limit=100000000',
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'src/index.ts',
        '--config',
        configFile,
      ],
      cwd: join(REPOSITORY_DIRECTORY, 'packages/backend'),
      // The backend must not inherit the NODE_OPTIONS of a test run.
      env: { NODE_ENV: 'development', NODE_OPTIONS: '', LOG_LEVEL: 'debug' },
      logFile,
    });
    await waitFor(
      async () => {
        child.assertRunning();
        return (await fetch(`${url}/.backstage/health/v1/readiness`)).ok;
      },
      {
        reason: 'the backend to be ready',
        limitMs: 120_000,
        describe: () => child.logTail(10),
      },
    );
    return new Backstage(directory, url, databaseDirectory, logFile, child);
  }

  /**
   * Everything that its main thread keeps after a garbage collection, as V8
   * writes it: every string whole. Memory outside V8's heap, such as network
   * buffers, is not included.
   */
  async heapSnapshot(): Promise<Buffer> {
    const find = async () => {
      const names = await readdir(this.#directory);
      const name = names.find(found => found.endsWith('.heapsnapshot'));
      return name && join(this.#directory, name);
    };
    this.process.signal(HEAP_SNAPSHOT_SIGNAL);
    await waitFor(
      async () => {
        this.process.assertRunning();
        const file = await find();
        return file !== undefined && (await isComplete(file));
      },
      { reason: 'the heap snapshot', limitMs: 120_000 },
    );
    const file = (await find())!;
    const snapshot = await readFile(file);
    await rm(file);
    return snapshot;
  }

  async stop(): Promise<void> {
    await this.process.stop();
  }
}

/** A heap snapshot is one JSON object, written from its beginning to its end. */
async function isComplete(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const end = Buffer.alloc(3);
    await handle.read(end, 0, 3, Math.max(0, size - 3));
    return end.toString().trimEnd().endsWith(']}');
  } finally {
    await handle.close();
  }
}

interface ConfigurationInput extends BackstageOptions {
  readonly port: number;
  readonly url: string;
  readonly databaseDirectory: string;
}

function configuration(input: ConfigurationInput) {
  const { platform } = input;
  return {
    app: { title: 'Central secrets', baseUrl: input.url },
    backend: {
      baseUrl: input.url,
      listen: { host: '127.0.0.1', port: input.port },
      database: {
        client: 'better-sqlite3',
        connection: { directory: input.databaseDirectory },
      },
      actions: { pluginSources: ['central-secrets'] },
    },
    auth: {
      environment: 'development',
      providers: {
        oauth2Proxy: {
          signIn: {
            resolvers: [{ resolver: 'forwardedUserMatchingUserEntityName' }],
          },
        },
      },
    },
    permission: { enabled: true },
    // Only dry runs: the tests do not reach GitHub.
    integrations: {
      github: [{ host: 'github.com', token: 'not-a-real-token' }],
      ...input.integrations,
    },
    catalog: {
      rules: [{ allow: ['Component', 'Group', 'User', 'Template'] }],
      processingInterval: { seconds: 10 },
      locations: [
        join(E2E_DIRECTORY, 'catalog.yaml'),
        ...['request-a-secret', 'add-a-central-secret'].map(template =>
          join(
            REPOSITORY_DIRECTORY,
            'examples/templates',
            template,
            'template.yaml',
          ),
        ),
      ].map(target => ({ type: 'file', target })),
    },
    centralSecrets: {
      clusters: input.clusters ?? [
        {
          ...clusterOf(platform),
          serviceAccountTokenFile: platform.reader.tokenFile,
          writer: { serviceAccountTokenFile: platform.writer.tokenFile },
        },
      ],
      ...(input.requests ? { requests: input.requests } : {}),
      staleness: {
        observationMaxAge: {
          milliseconds: input.staleness.observationMaxAgeMs,
        },
        refreshIntervalFactor: input.staleness.refreshIntervalFactor,
        grace: { milliseconds: input.staleness.graceMs },
        pendingUnusualAfter: {
          milliseconds: input.staleness.pendingUnusualAfterMs,
        },
      },
      consistencyCheckEvery: CONSISTENCY_CHECK_EVERY,
      // The scenarios also use distributions that are not offered.
      offers: { visible: 'all' },
      // The tests poll as one user.
      reads: { maxPerMinute: 1_000_000 },
    },
  };
}

/**
 * The configuration entry of the platform's cluster, without an identity.
 */
export function clusterOf({ controlPlane }: Platform) {
  return {
    name: CLUSTER,
    url: controlPlane.url,
    caFile: controlPlane.certificateAuthorityFile,
  };
}
