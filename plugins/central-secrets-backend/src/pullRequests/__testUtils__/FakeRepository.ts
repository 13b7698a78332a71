import { createHash } from 'node:crypto';

/** A pull request of a fake repository. */
export interface FakePullRequest {
  readonly id: number;
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  state: 'open' | 'merged' | 'closed';
  /** From a fork, whose branches anyone can name. */
  readonly isFork?: boolean;
}

type Files = ReadonlyMap<string, string>;

/** The part of Git that the doubles of hosts share: branches, commits with their files, pull requests. */
export class FakeRepository {
  defaultBranch = 'main';
  readonly branches = new Map<string, string>();
  readonly commits = new Map<string, Files>();
  readonly messages = new Map<string, string>();
  readonly pullRequests: FakePullRequest[] = [];
  #count = 0;

  constructor(files: Readonly<Record<string, string>>) {
    this.branches.set('main', this.commit(new Map(Object.entries(files)), ''));
  }

  commit(files: Files, message: string): string {
    this.#count += 1;
    const id = createHash('sha1').update(`commit ${this.#count}`).digest('hex');
    this.commits.set(id, files);
    this.messages.set(id, message);
    return id;
  }

  /** The commit that a name (of a branch, with or without `refs/heads/`, or of a commit) means. */
  resolve(ref: string): string | undefined {
    const name = ref.replace(/^refs\/heads\//, '');
    return this.branches.get(name) ?? (this.commits.has(ref) ? ref : undefined);
  }

  filesAt(ref: string): Files {
    return this.commits.get(this.resolve(ref) ?? '') ?? new Map();
  }

  read(ref: string, path: string): string | undefined {
    return this.filesAt(ref).get(path);
  }

  /** The names directly in a folder. */
  list(ref: string, folder: string): { path: string; isFile: boolean }[] {
    const prefix = folder === '' ? '' : `${folder}/`;
    const names = new Map<string, boolean>();
    for (const path of this.filesAt(ref).keys()) {
      if (path.startsWith(prefix)) {
        const [name, ...rest] = path.slice(prefix.length).split('/');
        names.set(prefix + name, rest.length === 0);
      }
    }
    return [...names].map(([path, isFile]) => ({ path, isFile }));
  }

  /** Writes a file onto a commit; answers the new commit. */
  write(parent: string, path: string, text: string, message = ''): string {
    return this.commit(new Map(this.filesAt(parent)).set(path, text), message);
  }

  /** Writes a file onto a branch, as another client does. */
  push(branch: string, path: string, text: string): void {
    const parent = this.branches.get(branch)!;
    this.branches.set(branch, this.write(parent, path, text));
  }

  openPullRequest(
    request: Pick<FakePullRequest, 'branch' | 'base' | 'title' | 'body'> & {
      isFork?: boolean;
    },
  ): FakePullRequest {
    const opened = {
      ...request,
      id: this.pullRequests.length + 1,
      state: 'open' as const,
    };
    this.pullRequests.push(opened);
    return opened;
  }

  openFrom(branch: string, base: string): FakePullRequest | undefined {
    return this.pullRequests.find(
      each =>
        each.state === 'open' && each.branch === branch && each.base === base,
    );
  }
}

/** What a file is called by its content. */
export function blobId(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
