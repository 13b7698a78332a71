import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Kubectl } from './kubectl';
import { REPOSITORY_DIRECTORY } from './paths';
import { runToEnd } from '@central-secrets/dev-tools';

const CLI = join(REPOSITORY_DIRECTORY, 'packages/cli/bin/central-secrets');

/**
 * A person's shell: a working folder, and on the path a `kubectl` for one
 * cluster and `central-secrets`. It runs commands that the documentation gives
 * to people.
 */
export class Shell {
  readonly #environment: NodeJS.ProcessEnv;

  private constructor(
    /** Where commands run. */
    readonly directory: string,
    environment: NodeJS.ProcessEnv,
  ) {
    this.#environment = environment;
  }

  static async open(directory: string, kubectl: Kubectl): Promise<Shell> {
    const programs = join(directory, '.bin');
    await mkdir(programs, { recursive: true });
    const commands = {
      kubectl: `'${kubectl.binary}' kubectl`,
      'central-secrets': `'${process.execPath}' '${CLI}'`,
    };
    for (const [name, command] of Object.entries(commands)) {
      const program = join(programs, name);
      await writeFile(program, `#!/bin/sh\nexec ${command} "$@"\n`);
      await chmod(program, 0o700);
    }
    return new Shell(directory, {
      ...process.env,
      KUBECONFIG: kubectl.kubeconfig,
      PATH: [programs, process.env.PATH].join(delimiter),
    });
  }

  /** A file in the working folder. */
  async write(name: string, content: string): Promise<void> {
    await writeFile(join(this.directory, name), content);
  }

  /**
   * Runs commands in bash, up to the first one that fails, and returns their
   * output.
   *
   * @throws Error with the commands and their whole output, when one fails.
   */
  async run(commands: string): Promise<string> {
    const { succeeded, output, errors } = await runToEnd(
      'bash',
      ['-euo', 'pipefail', '-c', commands],
      { cwd: this.directory, env: this.#environment },
    );
    if (!succeeded) {
      throw new Error(`${commands}\n${output}${errors}`);
    }
    return output;
  }
}
