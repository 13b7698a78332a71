import { blobId, FakePullRequest } from '../FakeRepository';
import { base64, decode, json, notFound, rest, Serve } from './serve';

/** https://gitea.com/api/swagger, version 1. */
export const serveGitea: Serve = async (
  { method, path, query, request },
  git,
) => {
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
