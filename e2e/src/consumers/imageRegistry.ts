import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import {
  ConnectProxy,
  freePort,
  ManagedProcess,
  waitFor,
} from '@central-secrets/dev-tools';
import { makeCertificatePair } from './certificates';
import { Attempt } from './consumer';
import { digestOf, writeImageLayout } from './ociImage';
import { PasswordFile } from './passwordFile';
import { Programs } from './programs';
import { runProgram } from './runProgram';

/** The registry that the hub's credentials are for. */
const REGISTRY_HOST = 'ghcr.io';
/** What can be pulled from it. */
export const IMAGE = `${REGISTRY_HOST}/shop/cart`;

/**
 * A docker-registry under the name ghcr.io that demands a name and a password.
 * It has one image, which skopeo pulls.
 */
export class ImageRegistry {
  readonly #programs: Programs;
  readonly #directory: string;
  readonly #users: PasswordFile;
  readonly #process: ManagedProcess;
  readonly #proxy: ConnectProxy;
  #digest = '';
  #pulls = 0;

  static async start(
    programs: Programs,
    directory: string,
  ): Promise<ImageRegistry> {
    const path = (name: string) => join(directory, name);
    await mkdir(path('trust'), { recursive: true });
    const pair = await makeCertificatePair(programs, path('server'), [
      REGISTRY_HOST,
    ]);
    await writeFile(path('trust/ca.crt'), pair.authority);
    const users = new PasswordFile(path('htpasswd'));
    await users.set('publisher', 'not-a-real-password');
    const port = await freePort();
    await writeFile(
      path('config.yml'),
      stringify({
        version: 0.1,
        log: { level: 'error', accesslog: { disabled: true } },
        storage: { filesystem: { rootdirectory: path('images') } },
        http: {
          addr: `127.0.0.1:${port}`,
          secret: 'not-a-real-secret',
          tls: {
            certificate: path('server/tls.crt'),
            key: path('server/tls.key'),
          },
        },
        auth: { htpasswd: { realm: 'registry', path: users.path } },
      }),
    );
    const registry = new ImageRegistry(
      programs,
      directory,
      users,
      ManagedProcess.start({
        name: 'docker-registry',
        command: programs['docker-registry'],
        args: ['serve', path('config.yml')],
        logFile: path('docker-registry.log'),
      }),
      await ConnectProxy.start({ port }),
    );
    await registry.#publish();
    return registry;
  }

  private constructor(
    programs: Programs,
    directory: string,
    users: PasswordFile,
    process: ManagedProcess,
    proxy: ConnectProxy,
  ) {
    this.#programs = programs;
    this.#directory = directory;
    this.#users = users;
    this.#process = process;
    this.#proxy = proxy;
  }

  /** From now on, only this password is valid for the user. */
  async accept(user: string, password: string): Promise<void> {
    await this.#users.set(user, password);
  }

  /** Pulls the image with a docker configuration, as a kubelet does. */
  async pullWith(dockerConfiguration: string): Promise<Attempt> {
    return this.#pull(async directory => {
      const file = join(directory, 'config.json');
      await writeFile(file, dockerConfiguration, { mode: 0o600 });
      return ['--authfile', file];
    });
  }

  /** Pulls the image with a name and a password, as Kargo does. */
  async pullAs(user: string, password: string): Promise<Attempt> {
    return this.#pull(async () => ['--src-creds', `${user}:${password}`]);
  }

  async stop(): Promise<void> {
    await this.#proxy.close();
    await this.#process.stop();
  }

  async #publish(): Promise<void> {
    const layout = join(this.#directory, 'layout');
    this.#digest = await writeImageLayout(layout);
    await waitFor(
      async () => {
        this.#process.assertRunning();
        await this.#skopeo([
          ...['--dest-creds', 'publisher:not-a-real-password'],
          ...['--dest-cert-dir', join(this.#directory, 'trust')],
          ...[`oci:${layout}:latest`, `docker://${IMAGE}:latest`],
        ]).then(({ succeeded, errors }) => {
          if (!succeeded) {
            throw new Error(errors);
          }
        });
        return true;
      },
      { reason: 'the registry to take an image' },
    );
  }

  async #pull(
    credentials: (directory: string) => Promise<string[]>,
  ): Promise<Attempt> {
    this.#pulls += 1;
    const directory = join(this.#directory, `pull-${this.#pulls}`);
    await mkdir(directory);
    try {
      const image = join(directory, 'image');
      const outcome = await this.#skopeo([
        ...(await credentials(directory)),
        ...['--src-cert-dir', join(this.#directory, 'trust')],
        ...[`docker://${IMAGE}:latest`, `dir:${image}`],
      ]);
      if (!outcome.succeeded) {
        return { accepted: false, said: outcome.errors };
      }
      const manifest = await readFile(join(image, 'manifest.json'));
      const digest = digestOf(manifest);
      return { accepted: digest === this.#digest, said: digest };
    } finally {
      await rm(directory, { recursive: true });
    }
  }

  #skopeo(args: readonly string[]) {
    return runProgram(
      this.#programs.skopeo,
      ['--insecure-policy', 'copy', '--quiet', ...args],
      { HTTPS_PROXY: this.#proxy.url },
    );
  }
}
