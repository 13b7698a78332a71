import { FakePullRequest } from '../FakeRepository';
import { json, rest, Serve } from './serve';

/** https://developer.atlassian.com/server/bitbucket/rest, version 1.0. */
export const serveBitbucketServer: Serve = async (
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
