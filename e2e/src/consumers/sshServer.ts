import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort, ManagedProcess, waitFor } from '@central-secrets/dev-tools';
import { replaceFile } from './atomicFile';
import { Attempt } from './consumer';
import { Programs } from './programs';
import { mustRun, runProgram } from './runProgram';

/** A pair of keys in OpenSSH's format. */
export interface SshKeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** An sshd for this user, with its own configuration; and ssh. */
export class SshServer {
  readonly #programs: Programs;
  readonly #directory: string;
  readonly #port: number;
  readonly #process: ManagedProcess;
  readonly #keys = new Map<string, string>();
  #writing: Promise<void> = Promise.resolve();
  #made = 0;

  static async start(
    programs: Programs,
    directory: string,
  ): Promise<SshServer> {
    const path = (name: string) => join(directory, name);
    await mkdir(directory, { recursive: true });
    if (userInfo().uid === 0) {
      // Where Debian's own service has never run, this folder does not exist.
      await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
    }
    await mustRun(programs['ssh-keygen'], [
      ...['-q', '-t', 'ed25519', '-N', '', '-C', 'host', '-f', path('host')],
    ]);
    const port = await freePort();
    await writeFile(path('authorized_keys'), '', { mode: 0o600 });
    await writeFile(
      path('sshd_config'),
      [
        `Port ${port}`,
        'ListenAddress 127.0.0.1',
        `HostKey ${path('host')}`,
        `PidFile ${path('sshd.pid')}`,
        `AuthorizedKeysFile ${path('authorized_keys')}`,
        'AuthenticationMethods publickey',
        'PermitRootLogin yes',
        'UsePAM no',
        // Every user may write to the folder above this one.
        'StrictModes no',
        'MaxStartups 200',
        'PrintMotd no',
        '',
      ].join('\n'),
    );
    const server = new SshServer(
      programs,
      directory,
      port,
      ManagedProcess.start({
        name: 'sshd',
        command: programs.sshd,
        args: ['-D', '-e', '-f', path('sshd_config')],
        logFile: path('sshd.log'),
      }),
    );
    await server.#trustHost();
    return server;
  }

  private constructor(
    programs: Programs,
    directory: string,
    port: number,
    process: ManagedProcess,
  ) {
    this.#programs = programs;
    this.#directory = directory;
    this.#port = port;
    this.#process = process;
  }

  async makeKeys(): Promise<SshKeyPair> {
    this.#made += 1;
    const file = join(this.#directory, `made-${this.#made}`);
    const { 'ssh-keygen': keygen } = this.#programs;
    const type = ['-q', '-t', 'ed25519', '-N', '', '-C', 'not-a-real-person'];
    await mustRun(keygen, [...type, '-f', file]);
    return {
      privateKey: await readFile(file, 'utf8'),
      publicKey: await readFile(`${file}.pub`, 'utf8'),
    };
  }

  /** From now on, only this key is valid for `id`. */
  async accept(id: string, { publicKey }: SshKeyPair): Promise<void> {
    this.#keys.set(id, publicKey.trim());
    this.#writing = this.#writing.then(() =>
      replaceFile(
        join(this.#directory, 'authorized_keys'),
        [...this.#keys]
          // A key allows only this command, which prints the owner of the key.
          .map(([owner, key]) => `restrict,command="echo ${owner}" ${key}\n`)
          .join(''),
      ),
    );
    await this.#writing;
  }

  /** Logs in with a private key. */
  async logIn(id: string, privateKey: string): Promise<Attempt> {
    this.#made += 1;
    const file = join(this.#directory, `used-${this.#made}`);
    await writeFile(file, privateKey, { mode: 0o600 });
    try {
      const { succeeded, output, errors } = await runProgram(
        this.#programs.ssh,
        [
          ...['-F', '/dev/null', '-i', file, '-p', String(this.#port)],
          ...['-o', 'IdentitiesOnly=yes', '-o', 'IdentityAgent=none'],
          ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes'],
          ...[
            '-o',
            `UserKnownHostsFile=${join(this.#directory, 'known_hosts')}`,
          ],
          ...[`${userInfo().username}@127.0.0.1`, 'whose'],
        ],
      );
      return succeeded
        ? { accepted: output.trim() === id, said: output }
        : { accepted: false, said: errors };
    } finally {
      await rm(file);
    }
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  async #trustHost(): Promise<void> {
    const key = await readFile(join(this.#directory, 'host.pub'), 'utf8');
    await writeFile(
      join(this.#directory, 'known_hosts'),
      `[127.0.0.1]:${this.#port} ${key}`,
    );
    const probe = await this.makeKeys();
    await this.accept('probe', probe);
    await waitFor(
      async () => {
        this.#process.assertRunning();
        const { accepted, said } = await this.logIn('probe', probe.privateKey);
        if (!accepted) {
          throw new Error(said);
        }
        return true;
      },
      { reason: 'sshd to accept a login' },
    );
  }
}
