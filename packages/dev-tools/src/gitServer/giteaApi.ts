import { GitRepository } from './GitRepository';

/** A pull request of the API double. */
export interface ApiPullRequest {
  readonly number: number;
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  state: 'open' | 'merged' | 'closed';
}

/** The host that the API is of. */
interface Host {
  readonly page: string;
  readonly repository: GitRepository;
  readonly pullRequests: ApiPullRequest[];
}

interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: any;
}

interface ApiAnswer {
  readonly status: number;
  readonly json: unknown;
}

const ok = (json: unknown, status = 200): ApiAnswer => ({ status, json });
const refused = (status: number, message: string): ApiAnswer => ({
  status,
  json: { message },
});

/** Answers as Gitea does (https://gitea.com/api/swagger), for what requests ask. */
export async function answerApi(
  host: Host,
  { method, path, query, body }: ApiRequest,
): Promise<ApiAnswer> {
  const { repository, pullRequests } = host;
  const repo = '/repos/acme/clusters';
  const after = (start: string) =>
    path.startsWith(`${repo}${start}`)
      ? path
          .slice(`${repo}${start}`.length)
          .split('/')
          .map(decodeURIComponent)
          .join('/')
      : undefined;
  const view = (each: ApiPullRequest) => ({
    number: each.number,
    html_url: `${host.page}/pulls/${each.number}`,
    state: each.state === 'open' ? 'open' : 'closed',
    merged: each.state === 'merged',
  });
  const branch = after('/branches/');
  const file = after('/contents/');
  if (path === repo) {
    return ok({ default_branch: 'main' });
  }
  if (branch !== undefined) {
    const id = await repository.resolve(`refs/heads/${branch}`);
    return id
      ? ok({ name: branch, commit: { id } })
      : refused(404, 'no branch');
  }
  if (file !== undefined && method === 'GET') {
    const ref = query.get('ref')!;
    const text = await repository.read(ref, file);
    return text === undefined
      ? refused(404, 'no file')
      : ok({
          type: 'file',
          encoding: 'base64',
          content: Buffer.from(text).toString('base64'),
          sha: await repository.resolve(`${ref}:${file}`),
        });
  }
  if (file !== undefined) {
    const parent = await repository.resolve(`refs/heads/${body.branch}`);
    if ((await repository.resolve(`${body.branch}:${file}`)) !== body.sha) {
      return refused(422, 'sha does not match');
    }
    const text = Buffer.from(body.content, 'base64').toString();
    const commit = await repository.commit(
      { [file]: text },
      { message: body.message, parent },
    );
    return (await repository.createBranch(body.new_branch, commit))
      ? ok({ commit: { sha: commit } })
      : refused(422, `branch already exists [name: ${body.new_branch}]`);
  }
  const pair = /^\/pulls\/([^/]+)\/(.+)$/.exec(path.slice(repo.length));
  if (pair) {
    const [, base, head] = pair.map(decodeURIComponent);
    const found = pullRequests.find(
      each =>
        each.state === 'open' && each.base === base && each.branch === head,
    );
    return found ? ok(view(found)) : refused(404, 'no pull request');
  }
  if (method === 'POST' && path === `${repo}/pulls`) {
    const isOpen = pullRequests.some(
      each =>
        each.state === 'open' &&
        each.branch === body.head &&
        each.base === body.base,
    );
    if (isOpen) {
      return refused(409, 'pull request already exists for these targets');
    }
    const opened: ApiPullRequest = {
      number: pullRequests.length + 1,
      branch: body.head,
      base: body.base,
      title: body.title,
      body: body.body,
      state: 'open',
    };
    pullRequests.push(opened);
    return ok(view(opened), 201);
  }
  const found = pullRequests.find(
    ({ number }) => path === `${repo}/pulls/${number}`,
  );
  return found ? ok(view(found)) : refused(404, 'not found');
}
