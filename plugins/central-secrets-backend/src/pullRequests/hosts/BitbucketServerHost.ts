import { ConflictError } from '@backstage/errors';
import { encodePath, requireText } from '../fileContent';
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

/** A repository of Bitbucket Data Center, by its REST API, version 1.0. */
export class BitbucketServerHost implements PullRequestHost {
  readonly title = 'Bitbucket Data Center';
  readonly #client: HostClient;
  readonly #project: string;
  readonly #slug: string;
  readonly #path: string;
  readonly #branch?: string;

  constructor(options: {
    client: HostClient;
    /** The project's key. */
    project: string;
    slug: string;
    branch?: string;
  }) {
    const { project, slug } = options;
    this.#client = options.client;
    this.#project = project;
    this.#slug = slug;
    this.#path = `/projects/${encodeURIComponent(
      project,
    )}/repos/${encodeURIComponent(slug)}`;
    this.#branch = options.branch;
  }

  async readBase(): Promise<BaseCommit> {
    const branch =
      this.#branch ?? (await this.#get('/default-branch')).json.displayId;
    const commit = await this.#commitOf(branch);
    if (commit === undefined) {
      throw missingBranch(branch);
    }
    return { branch, commit };
  }

  async readFile(path: string, ref: string): Promise<string | undefined> {
    const found = await this.#client.find(
      `${this.#path}/raw/${encodePath(path)}`,
      { query: { at: ref } },
    );
    return found && requireText(found.text, path);
  }

  async listFiles(folder: string, commit: string): Promise<readonly string[]> {
    const found = await this.#client.find(
      `${this.#path}/browse/${encodePath(folder)}`,
      { query: { at: commit, limit: '100' } },
    );
    return (found?.json?.children?.values ?? [])
      .filter((each: any) => each.type === 'FILE')
      .map((each: any) => `${folder}/${each.path.name}`);
  }

  async findOpen(
    branch: string,
    base: BaseCommit,
  ): Promise<PullRequest | undefined> {
    const { json } = await this.#get('/pull-requests', {
      state: 'OPEN',
      direction: 'OUTGOING',
      at: `refs/heads/${branch}`,
    });
    const found = json.values.find(
      (each: any) => each.toRef.displayId === base.branch,
    );
    return found && toPullRequest(found);
  }

  async commitToNewBranch(change: BranchChange): Promise<void> {
    const { branch, base, path, text, message } = change;
    // The edit of a file would continue on a branch that is there.
    if ((await this.#commitOf(branch)) !== undefined) {
      throw new BranchExistsError(branch);
    }
    const form = new FormData();
    // As a file: a form changes the line breaks of its texts.
    form.set('content', new Blob([text]));
    form.set('message', message);
    form.set('branch', branch);
    form.set('sourceBranch', base.branch);
    form.set('sourceCommitId', base.commit);
    const written = await this.#client.send(
      'PUT',
      `${this.#path}/browse/${encodePath(path)}`,
      { form, expected: [409] },
    );
    if (written.status === 409) {
      throw says(written, /branch.*already exists/i)
        ? new BranchExistsError(branch)
        : new ConflictError(
            `${path} was changed in ${base.branch} at the same time; try again`,
          );
    }
  }

  async open(request: ReviewRequest): Promise<PullRequest> {
    const { branch, base, title, body } = request;
    const refOf = (name: string) => ({
      id: `refs/heads/${name}`,
      repository: { slug: this.#slug, project: { key: this.#project } },
    });
    const created = await this.#client.send(
      'POST',
      `${this.#path}/pull-requests`,
      {
        json: {
          title,
          description: body,
          fromRef: refOf(branch),
          toRef: refOf(base.branch),
        },
        expected: [409],
      },
    );
    if (created.status === 409) {
      throw new PullRequestExistsError(
        `A pull request from ${branch} is already open`,
      );
    }
    return toPullRequest(created.json);
  }

  async read(id: string): Promise<PullRequest> {
    return toPullRequest((await this.#get(`/pull-requests/${id}`)).json);
  }

  /** The commit of a branch; undefined: there is no such branch. */
  async #commitOf(branch: string): Promise<string | undefined> {
    const found = await this.#client.find(`${this.#path}/commits`, {
      query: { until: `refs/heads/${branch}`, limit: '1' },
    });
    return found?.json.values[0]?.id;
  }

  #get(path: string, query?: Record<string, string>) {
    return this.#client.send('GET', `${this.#path}${path}`, { query });
  }
}

function toPullRequest(json: any): PullRequest {
  const ended = json.state === 'MERGED' ? 'merged' : 'closed';
  return {
    id: String(json.id),
    url: json.links.self[0].href,
    state: json.state === 'OPEN' ? 'open' : ended,
  };
}
