import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runToEnd } from '@central-secrets/dev-tools';
import { Kubectl } from '../framework/kubectl';

/** What a controller applies, and where. */
interface GitOpsControllerOptions {
  /** The address for `git clone`. */
  readonly remote: string;
  /** The folder of its clone. */
  readonly directory: string;
  /** The file that is applied. */
  readonly path: string;
  readonly kubectl: Kubectl;
}

/**
 * Applies a repository to a cluster, as Argo CD and Flux do: it pulls over HTTP
 * and applies by server-side apply, so that a label that is gone from Git goes
 * from the cluster.
 */
export class GitOpsController {
  readonly #options: GitOpsControllerOptions;

  private constructor(options: GitOpsControllerOptions) {
    this.#options = options;
  }

  static async start(
    options: GitOpsControllerOptions,
  ): Promise<GitOpsController> {
    const { remote, directory } = options;
    await git(['clone', '--quiet', remote, directory]);
    const controller = new GitOpsController(options);
    await controller.sync();
    return controller;
  }

  /** One round of its loop. */
  async sync(): Promise<void> {
    const { directory, path, kubectl } = this.#options;
    await git(['pull', '--quiet', '--ff-only'], directory);
    const manifest = await readFile(join(directory, path), 'utf8');
    await kubectl.run(
      ['apply', '--server-side', '--field-manager=gitops', '-f', '-'],
      manifest,
    );
  }
}

async function git(args: readonly string[], cwd?: string): Promise<void> {
  const { succeeded, errors } = await runToEnd('git', args, { cwd });
  if (!succeeded) {
    throw new Error(`git ${args.join(' ')}: ${errors.trim()}`);
  }
}
