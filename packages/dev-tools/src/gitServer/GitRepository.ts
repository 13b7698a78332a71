import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { runToEnd } from '../runToEnd';

/** The person who commits in the tests. */
const AUTHOR = {
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};

/** A bare repository, through the git program. */
export class GitRepository {
  private constructor(readonly directory: string) {}

  /** @param files - of the first commit of the branch main, by path */
  static async create(
    directory: string,
    files: Readonly<Record<string, string>>,
  ): Promise<GitRepository> {
    const repository = new GitRepository(directory);
    await repository.git(['init', '--bare', '--initial-branch=main', '.']);
    const commit = await repository.commit(files, { message: 'Begin' });
    await repository.git(['update-ref', 'refs/heads/main', commit]);
    return repository;
  }

  /** The commit of a branch, or the object of another name; undefined: there is none. */
  async resolve(name: string): Promise<string | undefined> {
    const { succeeded, output } = await this.#run([
      'rev-parse',
      '--verify',
      '--quiet',
      name,
    ]);
    return succeeded ? output.trim() : undefined;
  }

  /** The text of a file; undefined: there is none. */
  async read(ref: string, path: string): Promise<string | undefined> {
    const { succeeded, output } = await this.#run(['show', `${ref}:${path}`]);
    return succeeded ? output : undefined;
  }

  /** Makes a commit with these files changed; answers its id. No branch moves. */
  async commit(
    files: Readonly<Record<string, string>>,
    options: { readonly message: string; readonly parent?: string },
  ): Promise<string> {
    const env = {
      GIT_INDEX_FILE: join(this.directory, `index-${randomUUID()}`),
    };
    const { parent, message } = options;
    if (parent) {
      await this.git(['read-tree', parent], { env });
    }
    for (const [path, text] of Object.entries(files)) {
      const blob = await this.git(['hash-object', '-w', '--stdin'], {
        input: text,
      });
      await this.git(
        ['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`],
        { env },
      );
    }
    const tree = await this.git(['write-tree'], { env });
    return this.git([
      'commit-tree',
      tree,
      ...(parent ? ['-p', parent] : []),
      '-m',
      message,
    ]);
  }

  /** Creates a branch; false: there is one of that name. */
  async createBranch(name: string, commit: string): Promise<boolean> {
    const none = '0'.repeat(40);
    const { succeeded } = await this.#run([
      'update-ref',
      `refs/heads/${name}`,
      commit,
      none,
    ]);
    return succeeded;
  }

  /** Merges a branch into main, where nothing else came in between. */
  async merge(branch: string): Promise<void> {
    const [base, head] = [
      await this.git(['rev-parse', 'main']),
      await this.git(['rev-parse', branch]),
    ];
    await this.git(['merge-base', '--is-ancestor', base, head]);
    await this.git(['update-ref', 'refs/heads/main', head, base]);
  }

  /**
   * Runs git; answers its trimmed output.
   *
   * @throws Error with the arguments, where it fails
   */
  async git(
    args: readonly string[],
    options: { input?: string; env?: Record<string, string> } = {},
  ): Promise<string> {
    const { succeeded, output, errors } = await this.#run(args, options);
    if (!succeeded) {
      throw new Error(`git ${args.join(' ')}: ${errors.trim()}`);
    }
    return output.trim();
  }

  #run(
    args: readonly string[],
    options: { input?: string; env?: Record<string, string> } = {},
  ) {
    return runToEnd('git', args, {
      cwd: this.directory,
      input: options.input,
      env: { ...process.env, ...AUTHOR, ...options.env },
    });
  }
}
