import { FakePullRequest } from '../FakeRepository';
import { base64, decode, json, rest, Serve } from './serve';

/** https://docs.gitlab.com/api, version 4. */
export const serveGitLab: Serve = async (
  { method, path, query, request },
  git,
) => {
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
