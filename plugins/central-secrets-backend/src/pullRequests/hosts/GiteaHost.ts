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

/** A repository of Gitea or Forgejo, by their REST API, version 1. */
export class GiteaHost implements PullRequestHost {
  readonly title = 'Gitea';
  readonly #client: HostClient;
  readonly #path: string;
  readonly #branch?: string;

  constructor(options: {
    client: HostClient;
    owner: string;
    name: string;
    branch?: string;
  }) {
    this.#client = options.client;
    this.#path = `/repos/${encodePath(`${options.owner}/${options.name}`)}`;
    this.#branch = options.branch;
  }

  async readBase(): Promise<BaseCommit> {
    const branch = this.#branch ?? (await this.#get('')).json.default_branch;
    const found = await this.#client.find(
      `${this.#path}/branches/${encodePath(branch)}`,
    );
    if (!found) {
      throw missingBranch(branch);
    }
    return { branch, commit: found.json.commit.id };
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
    const found = await this.#client.find(
      `${this.#path}/pulls/${encodeURIComponent(base.branch)}/${encodePath(
        branch,
      )}`,
    );
    const request = found && toPullRequest(found.json);
    return request?.state === 'open' ? request : undefined;
  }

  async commitToNewBranch(change: BranchChange): Promise<void> {
    const { branch, base, path, text, message } = change;
    const present = await this.#contents(path, base.commit);
    const written = await this.#client.send(
      'PUT',
      `${this.#path}/contents/${encodePath(path)}`,
      {
        json: {
          branch: base.branch,
          new_branch: branch,
          // Gitea refuses the change where the file is another one by now.
          sha: present?.json.sha,
          content: Buffer.from(text).toString('base64'),
          message,
        },
        expected: [409, 422],
      },
    );
    if (written.status === 409 || written.status === 422) {
      throw says(written, /branch already exists/i)
        ? new BranchExistsError(branch)
        : new ConflictError(
            `${path} was changed in ${base.branch} at the same time; try again`,
          );
    }
  }

  async open(request: ReviewRequest): Promise<PullRequest> {
    const { branch, base, title, body } = request;
    const created = await this.#client.send('POST', `${this.#path}/pulls`, {
      json: { title, body, head: branch, base: base.branch },
      expected: [409],
    });
    if (created.status === 409) {
      throw new PullRequestExistsError(
        `A pull request from ${branch} is already open`,
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

  #get(path: string) {
    return this.#client.send('GET', `${this.#path}${path}`);
  }
}

function toPullRequest(json: any): PullRequest {
  const ended = json.merged ? 'merged' : 'closed';
  return {
    id: String(json.number),
    url: json.html_url,
    state: json.state === 'open' ? 'open' : ended,
  };
}
