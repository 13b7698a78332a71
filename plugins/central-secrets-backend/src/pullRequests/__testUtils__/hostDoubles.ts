import { blobId, FakePullRequest, FakeRepository } from './FakeRepository';

/** A request to a double, in pieces. */
interface Asked {
  readonly method: string;
  /** Below the API's address, with the encoding of its pieces. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: Request;
}

/** Answers a host's API from a repository, as the host's documentation says. */
type Serve = (asked: Asked, repository: FakeRepository) => Promise<Response>;

/** A host, its configuration, and its double. */
export interface HostDouble {
  readonly type: string;
  readonly repositoryUrl: string;
  readonly apiUrl: string;
  /** Backstage's `integrations`. */
  readonly integrations: object;
  /** The header by which it knows the token. */
  readonly authorization: string;
  readonly serve: Serve;
}

const json = (body: unknown, status = 200) => Response.json(body, { status });
const notFound = () => json({ message: 'Not Found' }, 404);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const decode = (text: string) => Buffer.from(text, 'base64').toString();
const rest = (path: string, start: string) =>
  path.startsWith(start)
    ? path.slice(start.length).split('/').map(decodeURIComponent).join('/')
    : undefined;

/** https://docs.github.com/rest, version 2022-11-28. */
const serveGitHub: Serve = async ({ method, path, query, request }, git) => {
  const page = ({ id, branch, state }: FakePullRequest) => ({
    number: id,
    html_url: `https://github.com/acme/clusters/pull/${id}`,
    state: state === 'open' ? 'open' : 'closed',
    merged_at: state === 'merged' ? '2026-11-23T06:00:00Z' : null,
    head: { ref: branch },
  });
  const below = rest(path, '/repos/acme/clusters');
  if (below === undefined) {
    return notFound();
  }
  const body: any = method === 'GET' ? undefined : await request.json();
  const ref = rest(below, '/git/ref/heads/');
  const commit = rest(below, '/git/commits/');
  const file = rest(below, '/contents/');
  if (below === '') {
    return json({ default_branch: git.defaultBranch });
  }
  if (ref !== undefined) {
    const sha = git.branches.get(ref);
    return sha
      ? json({ ref: `refs/heads/${ref}`, object: { sha } })
      : notFound();
  }
  if (commit !== undefined) {
    return json({ sha: commit, tree: { sha: `tree-of-${commit}` } });
  }
  if (file !== undefined) {
    const text = git.read(query.get('ref')!, file);
    const listed = git.list(query.get('ref')!, file);
    if (text === undefined) {
      return listed.length === 0
        ? notFound()
        : json(
            listed.map(({ path: each, isFile }) => ({
              type: isFile ? 'file' : 'dir',
              path: each,
            })),
          );
    }
    return json({
      type: 'file',
      encoding: 'base64',
      content: base64(text).replace(/(.{60})/g, '$1\n'),
    });
  }
  switch (`${method} ${below}`) {
    case 'POST /git/trees': {
      const parent = body.base_tree.replace('tree-of-', '');
      const [entry] = body.tree;
      return json({ sha: git.write(parent, entry.path, entry.content) }, 201);
    }
    case 'POST /git/commits':
      return json(
        { sha: git.commit(git.filesAt(body.tree), body.message) },
        201,
      );
    case 'POST /git/refs': {
      const name = body.ref.replace('refs/heads/', '');
      if (git.branches.has(name)) {
        return json({ message: 'Reference already exists' }, 422);
      }
      git.branches.set(name, body.sha);
      return json({ ref: body.ref }, 201);
    }
    case 'GET /pulls': {
      const [owner, ...head] = query.get('head')!.split(':');
      const open =
        owner === 'acme' && git.openFrom(head.join(':'), query.get('base')!);
      return json(open && !open.isFork ? [page(open)] : []);
    }
    case 'POST /pulls': {
      if (git.openFrom(body.head, body.base)) {
        return json(
          {
            message: 'Validation Failed',
            errors: [
              {
                resource: 'PullRequest',
                code: 'custom',
                message: `A pull request already exists for acme:${body.head}.`,
              },
            ],
          },
          422,
        );
      }
      return json(
        page(git.openPullRequest({ ...body, branch: body.head })),
        201,
      );
    }
    default: {
      const found = git.pullRequests.find(({ id }) => below === `/pulls/${id}`);
      return found ? json(page(found)) : notFound();
    }
  }
};

/** https://docs.gitlab.com/api, version 4. */
const serveGitLab: Serve = async ({ method, path, query, request }, git) => {
  const page = ({ id, branch, state, isFork }: FakePullRequest) => ({
    iid: id,
    web_url: `https://gitlab.example.com/acme/platform/clusters/-/merge_requests/${id}`,
    state: state === 'open' ? 'opened' : state,
    source_branch: branch,
    source_project_id: isFork ? 2 : 1,
    target_project_id: 1,
  });
  const project = '/projects/acme%2Fplatform%2Fclusters';
  if (!path.startsWith(project)) {
    return json({ message: '404 Project Not Found' }, 404);
  }
  const below = path.slice(project.length);
  const body: any = method === 'GET' ? undefined : await request.json();
  const branch = rest(below, '/repository/branches/');
  const file = rest(below, '/repository/files/');
  if (below === '') {
    return json({ default_branch: git.defaultBranch });
  }
  if (branch !== undefined) {
    const id = git.branches.get(branch);
    return id
      ? json({ name: branch, commit: { id } })
      : json({ message: '404 Branch Not Found' }, 404);
  }
  if (file !== undefined) {
    const text = git.read(query.get('ref')!, file);
    return text === undefined
      ? json({ message: '404 File Not Found' }, 404)
      : json({ encoding: 'base64', content: base64(text) });
  }
  switch (`${method} ${below}`) {
    case 'GET /repository/tree': {
      const listed = git.list(query.get('ref')!, query.get('path')!);
      return listed.length === 0
        ? json({ message: '404 Tree Not Found' }, 404)
        : json(
            listed.map(({ path: each, isFile }) => ({
              type: isFile ? 'blob' : 'tree',
              path: each,
            })),
          );
    }
    case 'POST /repository/commits': {
      if (git.branches.has(body.branch)) {
        return json(
          {
            message: `A branch called '${body.branch}' already exists. Switch to that branch in order to make changes`,
          },
          400,
        );
      }
      const [action] = body.actions;
      git.branches.set(
        body.branch,
        git.write(
          body.start_sha,
          action.file_path,
          decode(action.content),
          body.commit_message,
        ),
      );
      return json({ id: 'x' }, 201);
    }
    case 'GET /merge_requests':
      return json(
        git.pullRequests
          .filter(
            each =>
              each.state === 'open' &&
              each.branch === query.get('source_branch') &&
              each.base === query.get('target_branch'),
          )
          .map(page),
      );
    case 'POST /merge_requests': {
      const open = git.openFrom(body.source_branch, body.target_branch);
      if (open && !open.isFork) {
        return json(
          {
            message: [
              `Another open merge request already exists for this source branch: !${open.id}`,
            ],
          },
          409,
        );
      }
      return json(
        page(
          git.openPullRequest({
            branch: body.source_branch,
            base: body.target_branch,
            title: body.title,
            body: body.description,
          }),
        ),
        201,
      );
    }
    default: {
      const found = git.pullRequests.find(
        ({ id }) => below === `/merge_requests/${id}`,
      );
      return found
        ? json(page(found))
        : json({ message: '404 Not found' }, 404);
    }
  }
};

/** https://gitea.com/api/swagger, version 1. */
const serveGitea: Serve = async ({ method, path, query, request }, git) => {
  const page = ({ id, branch, state }: FakePullRequest) => ({
    number: id,
    html_url: `https://gitea.example.com/acme/clusters/pulls/${id}`,
    state: state === 'open' ? 'open' : 'closed',
    merged: state === 'merged',
    head: { ref: branch },
  });
  const encoded = path.startsWith('/repos/acme/clusters')
    ? path.slice('/repos/acme/clusters'.length)
    : undefined;
  if (encoded === undefined) {
    return json({ message: "The target couldn't be found." }, 404);
  }
  const body: any = method === 'GET' ? undefined : await request.json();
  const branch = rest(encoded, '/branches/');
  const file = rest(encoded, '/contents/');
  const pair = /^\/pulls\/([^/]+)\/(.+)$/.exec(encoded);
  if (encoded === '') {
    return json({ default_branch: git.defaultBranch });
  }
  if (branch !== undefined) {
    const id = git.branches.get(branch);
    return id ? json({ name: branch, commit: { id } }) : notFound();
  }
  if (file !== undefined && method === 'GET') {
    const text = git.read(query.get('ref')!, file);
    const listed = git.list(query.get('ref')!, file);
    if (text === undefined) {
      return listed.length === 0
        ? notFound()
        : json(
            listed.map(({ path: each, isFile }) => ({
              type: isFile ? 'file' : 'dir',
              path: each,
            })),
          );
    }
    return json({
      type: 'file',
      encoding: 'base64',
      content: base64(text),
      sha: blobId(text),
    });
  }
  if (file !== undefined) {
    if (git.branches.has(body.new_branch)) {
      return json(
        { message: `branch already exists [name: ${body.new_branch}]` },
        422,
      );
    }
    if (blobId(git.read(body.branch, file) ?? '') !== body.sha) {
      return json({ message: 'sha does not match' }, 422);
    }
    git.branches.set(
      body.new_branch,
      git.write(body.branch, file, decode(body.content), body.message),
    );
    return json({ content: {} }, 200);
  }
  if (pair) {
    const open = git.openFrom(
      pair[2].split('/').map(decodeURIComponent).join('/'),
      decodeURIComponent(pair[1]),
    );
    return open && !open.isFork ? json(page(open)) : notFound();
  }
  if (`${method} ${encoded}` === 'POST /pulls') {
    return git.openFrom(body.head, body.base)
      ? json({ message: 'pull request already exists for these targets' }, 409)
      : json(page(git.openPullRequest({ ...body, branch: body.head })), 201);
  }
  const found = git.pullRequests.find(({ id }) => encoded === `/pulls/${id}`);
  return found ? json(page(found)) : notFound();
};

/** https://developer.atlassian.com/cloud/bitbucket/rest, version 2.0. */
const serveBitbucketCloud: Serve = async (
  { method, path, query, request },
  git,
) => {
  const page = ({ id, state }: FakePullRequest) => ({
    id,
    links: {
      html: { href: `https://bitbucket.org/acme/clusters/pull-requests/${id}` },
    },
    state: { open: 'OPEN', merged: 'MERGED', closed: 'DECLINED' }[state],
  });
  const encoded = path.startsWith('/repositories/acme/clusters')
    ? path.slice('/repositories/acme/clusters'.length)
    : undefined;
  if (encoded === undefined) {
    return json({ type: 'error', error: { message: 'Not found' } }, 404);
  }
  const branch = rest(encoded, '/refs/branches/');
  const source = /^\/src\/([^/]+)\/(.*)$/.exec(encoded);
  if (encoded === '') {
    return json({ mainbranch: { name: git.defaultBranch } });
  }
  if (branch !== undefined) {
    const hash = git.branches.get(branch);
    return hash ? json({ name: branch, target: { hash } }) : notFound();
  }
  if (source) {
    const ref = decodeURIComponent(source[1]);
    const file = source[2].split('/').map(decodeURIComponent).join('/');
    const text = git.read(ref, file);
    if (text !== undefined) {
      return new Response(text, { headers: { 'content-type': 'text/plain' } });
    }
    const listed = git.list(ref, file.replace(/\/$/, ''));
    return listed.length === 0
      ? notFound()
      : json({
          pagelen: 100,
          values: listed.map(({ path: each, isFile }) => ({
            type: isFile ? 'commit_file' : 'commit_directory',
            path: each,
          })),
        });
  }
  switch (`${method} ${encoded}`) {
    case 'POST /src': {
      const form = new URLSearchParams(await request.text());
      const name = form.get('branch')!;
      const parent = form.get('parents')!;
      const tip = git.branches.get(name);
      if (tip !== undefined && tip !== parent) {
        return json({ type: 'error', error: { message: 'conflict' } }, 409);
      }
      const file = [...form.keys()].find(key => key.startsWith('/'))!;
      git.branches.set(
        name,
        git.write(parent, file.slice(1), form.get(file)!, form.get('message')!),
      );
      return new Response(null, { status: 201 });
    }
    case 'GET /pullrequests': {
      const q = query.get('q')!;
      const valueOf = (field: string) =>
        new RegExp(`${field} = "([^"]*)"`).exec(q)![1];
      const open = git.pullRequests.filter(
        each =>
          each.state === 'open' &&
          each.branch === valueOf('source.branch.name') &&
          each.base === valueOf('destination.branch.name') &&
          (each.isFork ? 'eve/clusters' : 'acme/clusters') ===
            valueOf('source.repository.full_name'),
      );
      return json({ values: open.map(page) });
    }
    case 'POST /pullrequests': {
      const body: any = await request.json();
      return json(
        page(
          git.openPullRequest({
            branch: body.source.branch.name,
            base: body.destination.branch.name,
            title: body.title,
            body: body.description,
          }),
        ),
        201,
      );
    }
    default: {
      const found = git.pullRequests.find(
        ({ id }) => encoded === `/pullrequests/${id}`,
      );
      return found ? json(page(found)) : notFound();
    }
  }
};

/** https://developer.atlassian.com/server/bitbucket/rest, version 1.0. */
const serveBitbucketServer: Serve = async (
  { method, path, query, request },
  git,
) => {
  const page = ({ id, state, base }: FakePullRequest) => ({
    id,
    links: {
      self: [
        {
          href: `https://bitbucket.example.com/projects/ACME/repos/clusters/pull-requests/${id}`,
        },
      ],
    },
    state: { open: 'OPEN', merged: 'MERGED', closed: 'DECLINED' }[state],
    toRef: { displayId: base },
  });
  const refused = (status: number, message: string) =>
    json({ errors: [{ message }] }, status);
  const start = '/projects/ACME/repos/clusters';
  if (!path.startsWith(start)) {
    return refused(404, 'Repository ACME/clusters does not exist.');
  }
  const below = path.slice(start.length);
  const raw = rest(below, '/raw/');
  const browse = rest(below, '/browse/');
  if (raw !== undefined) {
    const text = git.read(query.get('at')!, raw);
    return text === undefined
      ? refused(404, 'The path does not exist')
      : new Response(text, { headers: { 'content-type': 'text/plain' } });
  }
  if (browse !== undefined && method === 'GET') {
    const listed = git.list(query.get('at')!, browse);
    return listed.length === 0
      ? refused(404, 'The path does not exist')
      : json({
          children: {
            values: listed.map(({ path: each, isFile }) => ({
              type: isFile ? 'FILE' : 'DIRECTORY',
              path: { name: each.split('/').at(-1) },
            })),
          },
        });
  }
  if (browse !== undefined) {
    const form = await request.formData();
    const field = (name: string) => String(form.get(name));
    const parent = git.branches.get(field('sourceBranch'))!;
    if (
      git.read(parent, browse) !== git.read(field('sourceCommitId'), browse)
    ) {
      return refused(409, 'The file has been changed since it was loaded');
    }
    git.branches.set(
      field('branch'),
      git.write(
        parent,
        browse,
        await (form.get('content') as File).text(),
        field('message'),
      ),
    );
    return json({ id: 'x' });
  }
  switch (`${method} ${below}`) {
    case 'GET /default-branch':
      return json({ displayId: git.defaultBranch });
    case 'GET /commits': {
      const id = git.resolve(query.get('until')!);
      return id
        ? json({ values: [{ id }] })
        : refused(404, 'Commit does not exist');
    }
    case 'GET /pull-requests': {
      const branch = query.get('at')!.replace('refs/heads/', '');
      return json({
        values: git.pullRequests
          .filter(
            each =>
              each.state === 'open' && each.branch === branch && !each.isFork,
          )
          .map(page),
      });
    }
    case 'POST /pull-requests': {
      const body: any = await request.json();
      const branch = body.fromRef.id.replace('refs/heads/', '');
      const base = body.toRef.id.replace('refs/heads/', '');
      return git.openFrom(branch, base)
        ? refused(409, 'Only one pull request may be open')
        : json(
            page(
              git.openPullRequest({
                branch,
                base,
                title: body.title,
                body: body.description,
              }),
            ),
            201,
          );
    }
    default: {
      const found = git.pullRequests.find(
        ({ id }) => below === `/pull-requests/${id}`,
      );
      return found ? json(page(found)) : refused(404, 'does not exist');
    }
  }
};

/** Not a real token. */
const TOKEN = 'test-token';

/** Every kind of host that pull requests are opened at. */
export const HOST_DOUBLES: readonly HostDouble[] = [
  {
    type: 'github',
    repositoryUrl: 'https://github.com/acme/clusters',
    apiUrl: 'https://api.github.com',
    integrations: { github: [{ host: 'github.com', token: TOKEN }] },
    authorization: `Bearer ${TOKEN}`,
    serve: serveGitHub,
  },
  {
    type: 'gitlab',
    repositoryUrl: 'https://gitlab.example.com/acme/platform/clusters',
    apiUrl: 'https://gitlab.example.com/api/v4',
    integrations: {
      gitlab: [
        {
          host: 'gitlab.example.com',
          apiBaseUrl: 'https://gitlab.example.com/api/v4',
          token: TOKEN,
        },
      ],
    },
    authorization: `Bearer ${TOKEN}`,
    serve: serveGitLab,
  },
  {
    type: 'gitea',
    repositoryUrl: 'https://gitea.example.com/acme/clusters',
    apiUrl: 'https://gitea.example.com/api/v1',
    integrations: { gitea: [{ host: 'gitea.example.com', password: TOKEN }] },
    authorization: `token ${TOKEN}`,
    serve: serveGitea,
  },
  {
    type: 'bitbucketCloud',
    repositoryUrl: 'https://bitbucket.org/acme/clusters',
    apiUrl: 'https://api.bitbucket.org/2.0',
    integrations: {
      bitbucketCloud: [{ username: 'x-token-auth', appPassword: TOKEN }],
    },
    authorization: `Basic ${base64(`x-token-auth:${TOKEN}`)}`,
    serve: serveBitbucketCloud,
  },
  {
    type: 'bitbucketServer',
    repositoryUrl: 'https://bitbucket.example.com/projects/ACME/repos/clusters',
    apiUrl: 'https://bitbucket.example.com/rest/api/1.0',
    integrations: {
      bitbucketServer: [{ host: 'bitbucket.example.com', token: TOKEN }],
    },
    authorization: `Bearer ${TOKEN}`,
    serve: serveBitbucketServer,
  },
];
