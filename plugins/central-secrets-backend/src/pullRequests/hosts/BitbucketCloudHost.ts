import { encodePath, requireText } from '../fileContent';
import { HostClient } from '../HostClient';
import { missingBranch } from '../missingBranch';
import {
  BaseCommit,
  BranchChange,
  BranchExistsError,
  PullRequest,
  PullRequestHost,
  ReviewRequest,
} from '../PullRequestHost';

/** A repository of Bitbucket Cloud, by its REST API, version 2.0. */
export class BitbucketCloudHost implements PullRequestHost {
  readonly title = 'Bitbucket Cloud';
  readonly #client: HostClient;
  readonly #fullName: string;
  readonly #path: string;
  readonly #branch?: string;

  constructor(options: {
    client: HostClient;
    workspace: string;
    name: string;
    branch?: string;
  }) {
    this.#client = options.client;
    this.#fullName = `${options.workspace}/${options.name}`;
    this.#path = `/repositories/${encodePath(this.#fullName)}`;
    this.#branch = options.branch;
  }

  async readBase(): Promise<BaseCommit> {
    const branch = this.#branch ?? (await this.#get('')).json.mainbranch?.name;
    const found = await this.#client.find(
      `${this.#path}/refs/branches/${encodeURIComponent(branch)}`,
    );
    if (!found) {
      throw missingBranch(branch);
    }
    return { branch, commit: found.json.target.hash };
  }

  async readFile(path: string, ref: string): Promise<string | undefined> {
    const found = await this.#source(path, ref);
    // A folder is answered as a page of its files.
    return found === undefined || found.json?.pagelen !== undefined
      ? undefined
      : requireText(found.text, path);
  }

  async listFiles(folder: string, commit: string): Promise<readonly string[]> {
    const found = await this.#source(`${folder}/`, commit, { pagelen: '100' });
    return (found?.json?.values ?? [])
      .filter((each: any) => each.type === 'commit_file')
      .map((each: any) => each.path);
  }

  async findOpen(
    branch: string,
    base: BaseCommit,
  ): Promise<PullRequest | undefined> {
    // Anyone can name a branch of a fork so.
    const conditions = {
      'source.branch.name': branch,
      'source.repository.full_name': this.#fullName,
      'destination.branch.name': base.branch,
      state: 'OPEN',
    };
    const { json } = await this.#get('/pullrequests', {
      q: Object.entries(conditions)
        .map(([field, value]) => `${field} = ${JSON.stringify(value)}`)
        .join(' AND '),
    });
    return json.values.length > 0 ? toPullRequest(json.values[0]) : undefined;
  }

  async commitToNewBranch(change: BranchChange): Promise<void> {
    const { branch, base, path, text, message } = change;
    const form = new URLSearchParams({
      message,
      branch,
      parents: base.commit,
      [`/${path}`]: text,
    });
    const created = await this.#client.send('POST', `${this.#path}/src`, {
      form,
      expected: [409],
    });
    // A branch that is there has to be at the parent.
    if (created.status === 409) {
      throw new BranchExistsError(branch);
    }
  }

  async open(request: ReviewRequest): Promise<PullRequest> {
    const { branch, base, title, body } = request;
    const created = await this.#client.send(
      'POST',
      `${this.#path}/pullrequests`,
      {
        json: {
          title,
          description: body,
          source: { branch: { name: branch } },
          destination: { branch: { name: base.branch } },
          close_source_branch: true,
        },
      },
    );
    return toPullRequest(created.json);
  }

  async read(id: string): Promise<PullRequest> {
    return toPullRequest((await this.#get(`/pullrequests/${id}`)).json);
  }

  #source(path: string, ref: string, query?: Record<string, string>) {
    return this.#client.find(
      `${this.#path}/src/${encodeURIComponent(ref)}/${encodePath(path)}`,
      { query },
    );
  }

  #get(path: string, query?: Record<string, string>) {
    return this.#client.send('GET', `${this.#path}${path}`, { query });
  }
}

function toPullRequest(json: any): PullRequest {
  const ended = json.state === 'MERGED' ? 'merged' : 'closed';
  return {
    id: String(json.id),
    url: json.links.html.href,
    state: json.state === 'OPEN' ? 'open' : ended,
  };
}
