import { HOST_DOUBLES } from './__testUtils__/hostDoubles';
import { startHost } from './__testUtils__/startHost';
import { proposeChange } from './proposeChange';
import { LostAnswerError, PullRequestHost } from './PullRequestHost';

const PATH = 'hub/ä b.yaml';
const BEFORE = 'kind: Namespace # café\n';
const AFTER = 'kind: Namespace # café\nlabels: "ä&=+"\n';
const BRANCH = 'central-secrets/add-hub-shop-0123456789ab';

/** The change that every test proposes. */
async function propose(host: PullRequestHost, text = AFTER) {
  return proposeChange(host, {
    branch: BRANCH,
    base: await host.readBase(),
    path: PATH,
    text,
    message: 'Add secrets/a to namespace shop',
    title: 'Add secrets/a',
    body: 'For `component:default/shop`.',
  });
}

describe.each(HOST_DOUBLES)('a pull request at $type', double => {
  const start = (branch?: string) =>
    startHost(double, { [PATH]: BEFORE, 'hub/other.yaml': 'a' }, branch);

  it('has one commit with one changed file, on a branch of its own', async () => {
    const { host, repository } = start();
    const opened = await propose(host);
    expect(opened).toEqual({
      id: '1',
      url: expect.stringMatching(/^https:.*\/1$/),
      state: 'open',
    });
    expect(repository.pullRequests).toEqual(
      [
        {
          id: 1,
          branch: BRANCH,
          base: 'main',
          title: 'Add secrets/a',
          body: 'For `component:default/shop`.',
          state: 'open',
        },
      ].map(expect.objectContaining),
    );
    expect([...repository.filesAt(BRANCH)]).toEqual([
      [PATH, AFTER],
      ['hub/other.yaml', 'a'],
    ]);
    expect(repository.messages.get(repository.branches.get(BRANCH)!)).toBe(
      'Add secrets/a to namespace shop',
    );
    expect(repository.read('main', PATH)).toBe(BEFORE);
  });

  it('reads files and folders of a commit, and knows what is not there', async () => {
    const { host } = start();
    const { commit } = await host.readBase();
    await expect(host.readFile(PATH, commit)).resolves.toBe(BEFORE);
    await expect(host.readFile('hub/no.yaml', commit)).resolves.toBeUndefined();
    await expect(
      host.readFile('hub', commit).catch(() => undefined),
    ).resolves.toBeUndefined();
    await expect(host.listFiles('hub', commit)).resolves.toEqual([
      PATH,
      'hub/other.yaml',
    ]);
    await expect(host.listFiles('no', commit)).resolves.toEqual([]);
  });

  it('is found again instead of opened twice', async () => {
    const { host, repository } = start();
    const first = await propose(host);
    await expect(propose(host)).resolves.toEqual(first);
    expect(repository.pullRequests).toHaveLength(1);
  });

  it('is not the one that a fork opened under the same name of a branch', async () => {
    const { host, repository } = start();
    repository.openPullRequest({
      branch: BRANCH,
      base: 'main',
      title: 'Not ours',
      body: '',
      isFork: true,
    });
    const { commit, branch } = await host.readBase();
    await expect(
      host.findOpen(BRANCH, { commit, branch }),
    ).resolves.toBeUndefined();
  });

  it.each(['the commit', 'the pull request'])(
    'is found where the answer to %s was lost',
    async what => {
      const { host, repository, controls } = start();
      let lost = false;
      controls.loses = asked => {
        const isIt =
          !lost &&
          !asked.startsWith('GET') &&
          (what === 'the commit'
            ? repository.branches.has(BRANCH)
            : repository.pullRequests.length > 0);
        lost ||= isIt;
        return isIt;
      };
      await expect(propose(host)).resolves.toEqual(
        expect.objectContaining({ id: '1' }),
      );
      expect(lost).toBe(true);
      expect(repository.pullRequests).toHaveLength(1);
    },
  );

  it('is found by the next request where no answer came at all', async () => {
    const { host, repository, controls } = start();
    controls.loses = () => repository.pullRequests.length > 0;
    await expect(propose(host)).rejects.toThrow();
    controls.loses = undefined;
    await expect(propose(host)).resolves.toEqual(
      expect.objectContaining({ id: '1' }),
    );
    expect(repository.pullRequests).toHaveLength(1);
  });

  it('leaves a branch of an earlier request alone that has another content', async () => {
    const { host, repository } = start();
    await propose(host, 'something else\n');
    repository.pullRequests[0].state = 'closed';
    repository.push('main', 'hub/other.yaml', 'moved on');
    const opened = await propose(host);
    expect(opened.id).toBe('2');
    expect(repository.read(BRANCH, PATH)).toBe('something else\n');
    expect(repository.read(`${BRANCH}-2`, PATH)).toBe(AFTER);
    // And that one is found, too.
    await expect(propose(host)).resolves.toEqual(opened);
  });

  it('uses the branch of a closed one again, where it has the same content', async () => {
    const { host, repository } = start();
    await propose(host);
    repository.pullRequests[0].state = 'closed';
    const opened = await propose(host);
    expect(opened).toEqual(expect.objectContaining({ id: '2', state: 'open' }));
    expect([...repository.branches.keys()]).toEqual(['main', BRANCH]);
  });

  it('does not open anything where too many branches were left behind', async () => {
    const { host, repository } = start();
    for (const text of ['1\n', '2\n', '3\n']) {
      await propose(host, text);
      repository.pullRequests.forEach(each => {
        each.state = 'closed';
      });
    }
    await expect(propose(host)).rejects.toThrow(
      /left 3 branches with other content.*delete them/,
    );
    expect(repository.pullRequests).toHaveLength(3);
  });

  it('says what became of it', async () => {
    const { host, repository } = start();
    const { id } = await propose(host);
    for (const state of ['open', 'merged', 'closed'] as const) {
      repository.pullRequests[0].state = state;
      await expect(host.read(id)).resolves.toEqual(
        expect.objectContaining({ id, state }),
      );
    }
  });

  it('follows a renamed default branch, and names a configured one that is gone', async () => {
    const { host, repository } = start();
    repository.branches.set('trunk', repository.branches.get('main')!);
    repository.defaultBranch = 'trunk';
    await propose(host);
    expect(repository.pullRequests[0].base).toBe('trunk');
    const configured = start('gone');
    await expect(configured.host.readBase()).rejects.toThrow(
      /has no branch gone; the platform team has to correct the branch/,
    );
  });

  it.each([403, 404])(
    'names the right that the token lacks where the host answers %d',
    async status => {
      const { host, repository, controls } = start();
      controls.intercept = asked =>
        asked.startsWith('GET')
          ? undefined
          : Response.json(
              { message: 'Resource not accessible by token' },
              { status },
            );
      await expect(propose(host)).rejects.toThrow(
        new RegExp(
          `may not do this in ${double.repositoryUrl}.*has to grant it .*integrations\\.${double.type}.*Resource not accessible`,
        ),
      );
      expect(repository.pullRequests).toEqual([]);
      expect([...repository.branches.keys()]).toEqual(['main']);
    },
  );

  it('says that the token has to be renewed where the host does not accept it', async () => {
    const { host, controls } = start();
    controls.intercept = () =>
      Response.json({ message: 'Bad credentials' }, { status: 401 });
    await expect(propose(host)).rejects.toThrow(/renew it in integrations\./);
  });

  it.each([
    [429, { 'retry-after': '30' }, 'for 30 s'],
    [
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1796025600' },
      'until 2026-11-30T08:00:00.000Z',
    ],
    [429, {}, 'for a while'],
  ])(
    'says until when the host takes no more requests (%d %j)',
    async (status, headers, wait) => {
      const { host, controls } = start();
      controls.intercept = () =>
        Response.json({ message: 'slow down' }, { status, headers });
      await expect(propose(host)).rejects.toThrow(
        `takes no more requests ${wait}; nothing was changed`,
      );
    },
  );

  it('does not claim an outcome that no answer told', async () => {
    const { host, controls } = start();
    controls.intercept = asked =>
      asked.startsWith('GET')
        ? undefined
        : Response.json({ message: 'bad gateway' }, { status: 502 });
    await expect(propose(host)).rejects.toThrow(LostAnswerError);
  });

  it('repeats no credential that a host puts into its words', async () => {
    const { host, controls } = start();
    const token = ['ghp', 'x'.repeat(36)].join('_');
    controls.intercept = () =>
      Response.json({ message: `token ${token} expired` }, { status: 401 });
    await expect(propose(host)).rejects.toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining(token),
      }),
    );
  });
});
