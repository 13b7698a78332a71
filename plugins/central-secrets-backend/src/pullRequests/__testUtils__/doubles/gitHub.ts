import { FakePullRequest } from '../FakeRepository';
import { base64, json, notFound, rest, Serve } from './serve';

/** https://docs.github.com/rest, version 2022-11-28. */
export const serveGitHub: Serve = async (
  { method, path, query, request },
  git,
) => {
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
