import { ConflictError } from '@backstage/errors';
import { decodeFile } from '../fileContent';
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

/** A project of GitLab, by its REST API, version 4. */
export class GitLabHost implements PullRequestHost {
  readonly title = 'GitLab';
  readonly #client: HostClient;
  readonly #path: string;
  readonly #branch?: string;

  constructor(options: {
    client: HostClient;
    /** With its groups, such as `platform/clusters`. */
    project: string;
    branch?: string;
  }) {
    this.#client = options.client;
    this.#path = `/projects/${encodeURIComponent(options.project)}`;
    this.#branch = options.branch;
  }

  async readBase(): Promise<BaseCommit> {
    const branch = this.#branch ?? (await this.#get('')).json.default_branch;
    const found = await this.#client.find(
      `${this.#path}/repository/branches/${encodeURIComponent(branch)}`,
    );
    if (!found) {
      throw missingBranch(branch);
    }
    return { branch, commit: found.json.commit.id };
  }

  async readFile(path: string, ref: string): Promise<string | undefined> {
    const found = await this.#client.find(
      `${this.#path}/repository/files/${encodeURIComponent(path)}`,
      { query: { ref } },
    );
    return found && decodeFile(found.json.content, path);
  }

  async listFiles(folder: string, commit: string): Promise<readonly string[]> {
    const found = await this.#client.find(`${this.#path}/repository/tree`, {
      query: { path: folder, ref: commit, per_page: '100' },
    });
    return (found?.json ?? [])
      .filter((each: any) => each.type === 'blob')
      .map((each: any) => each.path);
  }

  async findOpen(
    branch: string,
    base: BaseCommit,
  ): Promise<PullRequest | undefined> {
    const { json } = await this.#get('/merge_requests', {
      state: 'opened',
      source_branch: branch,
      target_branch: base.branch,
    });
    // Anyone can name a branch of a fork so.
    const own = json.find(
      (each: any) => each.source_project_id === each.target_project_id,
    );
    return own && toPullRequest(own);
  }

  async commitToNewBranch(change: BranchChange): Promise<void> {
    const { branch, base, path, text, message } = change;
    const created = await this.#client.send(
      'POST',
      `${this.#path}/repository/commits`,
      {
        json: {
          branch,
          start_sha: base.commit,
          commit_message: message,
          actions: [
            {
              action: 'update',
              file_path: path,
              content: Buffer.from(text).toString('base64'),
              encoding: 'base64',
            },
          ],
        },
        expected: [400],
      },
    );
    if (created.status === 400) {
      throw says(created, /already exists/i)
        ? new BranchExistsError(branch)
        : new ConflictError(
            `GitLab does not commit to ${branch}; a push rule of the project may forbid it: allow branches that begin with central-secrets/, or try again`,
          );
    }
  }

  async open(request: ReviewRequest): Promise<PullRequest> {
    const { branch, base, title, body } = request;
    const created = await this.#client.send(
      'POST',
      `${this.#path}/merge_requests`,
      {
        json: {
          source_branch: branch,
          target_branch: base.branch,
          title,
          description: body,
          remove_source_branch: true,
        },
        expected: [409],
      },
    );
    if (created.status === 409) {
      throw new PullRequestExistsError(
        `A merge request from ${branch} is already open`,
      );
    }
    return toPullRequest(created.json);
  }

  async read(id: string): Promise<PullRequest> {
    return toPullRequest((await this.#get(`/merge_requests/${id}`)).json);
  }

  #get(path: string, query?: Record<string, string>) {
    return this.#client.send('GET', `${this.#path}${path}`, { query });
  }
}

function toPullRequest(json: any): PullRequest {
  return {
    id: String(json.iid),
    url: json.web_url,
    // `locked` is one that is being merged.
    state:
      json.state === 'merged' || json.state === 'closed' ? json.state : 'open',
  };
}
