import { FakePullRequest } from '../FakeRepository';
import { json, notFound, rest, Serve } from './serve';

/** https://developer.atlassian.com/cloud/bitbucket/rest, version 2.0. */
export const serveBitbucketCloud: Serve = async (
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
