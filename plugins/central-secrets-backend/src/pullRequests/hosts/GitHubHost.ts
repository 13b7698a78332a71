import { ConflictError } from '@backstage/errors';
import { decodeFile, encodePath } from '../fileContent';
import { HostClient, says } from '../HostClient';
import { missingBranch } from '../missingBranch';
import {
  BaseCommit,
  BranchChange,
  BranchExistsError,
  PullRequest,
  PullRequestExistsError,
  PullRequestHost,
  ReviewRequest,
} from '../PullRequestHost';

/** A repository of GitHub, by its REST API. */
export class GitHubHost implements PullRequestHost {
  readonly title = 'GitHub';
  readonly #client: HostClient;
  readonly #owner: string;
  readonly #path: string;
  readonly #branch?: string;

  constructor(options: {
    client: HostClient;
    owner: string;
    name: string;
    branch?: string;
  }) {
    this.#client = options.client;
    this.#owner = options.owner;
    this.#path = `/repos/${encodePath(`${options.owner}/${options.name}`)}`;
    this.#branch = options.branch;
  }

  async readBase(): Promise<BaseCommit> {
    const branch = this.#branch ?? (await this.#get('')).json.default_branch;
    const found = await this.#client.find(
      `${this.#path}/git/ref/heads/${encodePath(branch)}`,
    );
    if (!found) {
      throw missingBranch(branch);
    }
    return { branch, commit: found.json.object.sha };
  }

  async readFile(path: string, ref: string): Promise<string | undefined> {
    const found = await this.#contents(path, ref);
    return found === undefined || Array.isArray(found.json)
      ? undefined
      : decodeFile(found.json.content, path);
  }

  async listFiles(folder: string, commit: string): Promise<readonly string[]> {
    const found = await this.#contents(folder, commit);
    return Array.isArray(found?.json)
      ? found.json
          .filter((each: any) => each.type === 'file')
          .map((each: any) => each.path)
      : [];
  }

  async findOpen(
    branch: string,
    base: BaseCommit,
  ): Promise<PullRequest | undefined> {
    const { json } = await this.#get('/pulls', {
      state: 'open',
      head: `${this.#owner}:${branch}`,
      base: base.branch,
    });
    return json.length > 0 ? toPullRequest(json[0]) : undefined;
  }

  async commitToNewBranch(change: BranchChange): Promise<void> {
    const { branch, base, path, text, message } = change;
    const parent = await this.#get(`/git/commits/${base.commit}`);
    const tree = await this.#post('/git/trees', {
      base_tree: parent.json.tree.sha,
      tree: [{ path, mode: '100644', type: 'blob', content: text }],
    });
    const commit = await this.#post('/git/commits', {
      message,
      tree: tree.json.sha,
      parents: [base.commit],
    });
    const created = await this.#post(
      '/git/refs',
      { ref: `refs/heads/${branch}`, sha: commit.json.sha },
      [422],
    );
    if (created.status === 422) {
      throw says(created, /already exists/i)
        ? new BranchExistsError(branch)
        : new ConflictError(
            `GitHub does not create the branch ${branch}; a rule of the repository may forbid it: allow branches that begin with central-secrets/`,
          );
    }
  }

  async open(request: ReviewRequest): Promise<PullRequest> {
    const { branch, base, title, body } = request;
    const created = await this.#post(
      '/pulls',
      { title, body, head: branch, base: base.branch },
      [422],
    );
    if (created.status === 422) {
      throw says(created, /already exists/i)
        ? new PullRequestExistsError(
            `A pull request from ${branch} is already open`,
          )
        : new ConflictError(
            `GitHub does not open a pull request from ${branch} to ${base.branch}: the branches may be equal, or one of them is gone; try again`,
          );
    }
    return toPullRequest(created.json);
  }

  async read(id: string): Promise<PullRequest> {
    return toPullRequest((await this.#get(`/pulls/${id}`)).json);
  }

  #contents(path: string, ref: string) {
    return this.#client.find(`${this.#path}/contents/${encodePath(path)}`, {
      query: { ref },
    });
  }

  #get(path: string, query?: Record<string, string>) {
    return this.#client.send('GET', `${this.#path}${path}`, { query });
  }

  #post(path: string, json: object, expected?: readonly number[]) {
    return this.#client.send('POST', `${this.#path}${path}`, {
      json,
      expected,
    });
  }
}

function toPullRequest(json: any): PullRequest {
  const ended = json.merged_at ? 'merged' : 'closed';
  return {
    id: String(json.number),
    url: json.html_url,
    state: json.state === 'open' ? 'open' : ended,
  };
}
