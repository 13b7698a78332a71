import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { namespace } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  FILE,
  manifestOf,
  REPOSITORY,
  setUpGitOps as setUp,
} from '../../__testUtils__/setUpGitOps';
import { NOW, selfService, shop } from '../../__testUtils__/setUpRequests';

const PULL_REQUEST = `${REPOSITORY}/pulls/1`;
const LABEL = '    secrets/registry: "true"';
const ANNOTATION = 'central-secrets/namespace-file';

/** The namespace, as Argo CD manages it. */
const managed = (labels: Record<string, string> = {}) => {
  const object: any = shop(labels);
  object.metadata.annotations = { 'argocd.argoproj.io/tracking-id': 'shop' };
  return object;
};

describe('a request in mode gitops', () => {
  it('opens a pull request whose difference is the label line alone, and writes to no cluster', async () => {
    const { ask, writer, repository, history, pullRequests } = setUp();
    await expect(ask({ reason: 'We pull images.' })).resolves.toEqual({
      plan: expect.objectContaining({ add: { 'secrets/registry': 'true' } }),
      applied: false,
      requestId: 'request-1',
      mode: 'gitops',
      pullRequestUrl: PULL_REQUEST,
      proposal: {
        repositoryUrl: REPOSITORY,
        path: FILE,
        branch: 'main',
        lines: [{ change: 'added', line: 7, text: LABEL }],
      },
    });
    const [{ branch, title, body }] = repository.pullRequests;
    expect(repository.read(branch, FILE)).toBe(
      `${manifestOf('shop')}${LABEL}\n`,
    );
    expect(title).toBe('Add secrets/registry to namespace shop (cluster hub)');
    expect(body).toContain('`user:default/mock` requests this in Backstage');
    expect(body).toContain('We pull images.');
    expect(writer.sent).toEqual([]);
    expect(writer.reads).toBe(0);
    expect(history.recorded.get('request-1')).toEqual(
      expect.objectContaining({
        outcome: 'proposed',
        pullRequestUrl: PULL_REQUEST,
        reason: 'We pull images.',
      }),
    );
    expect([...pullRequests.recorded.values()]).toEqual([
      {
        url: PULL_REQUEST,
        repository: REPOSITORY,
        number: '1',
        entityRef: 'component:default/shop',
        cluster: 'hub',
        namespace: 'shop',
        distribution: 'registry',
        action: 'add',
        labels: { add: { 'secrets/registry': 'true' }, remove: [] },
        userRef: 'user:default/mock',
        openedAt: NOW,
        state: 'open',
        checkedAt: NOW,
      },
    ]);
  });

  it('needs no write credential', async () => {
    const { ask } = setUp({ writable: false });
    await expect(ask()).resolves.toEqual(
      expect.objectContaining({ pullRequestUrl: PULL_REQUEST }),
    );
  });

  it('removes the label by a pull request too', async () => {
    const { ask, repository } = setUp({
      now: shop({ 'secrets/registry': 'true' }),
      files: { [FILE]: `${manifestOf('shop')}${LABEL}\n` },
    });
    const { proposal } = await ask({ action: 'remove' });
    expect(proposal?.lines).toEqual([
      { change: 'removed', line: 7, text: LABEL },
    ]);
    const [{ branch, title }] = repository.pullRequests;
    expect(title).toBe(
      'Remove secrets/registry from namespace shop (cluster hub)',
    );
    expect(repository.read(branch, FILE)).toBe(manifestOf('shop'));
  });

  it('shows the difference in a dry run, and changes nothing anywhere', async () => {
    const { ask, asked, repository, history } = setUp();
    await expect(ask({ dryRun: true })).resolves.toEqual(
      expect.objectContaining({
        applied: false,
        requestId: null,
        mode: 'gitops',
        pullRequestUrl: null,
        proposal: expect.objectContaining({
          lines: [{ change: 'added', line: 7, text: LABEL }],
        }),
      }),
    );
    expect(asked.filter(each => !each.startsWith('GET'))).toEqual([]);
    expect(repository.pullRequests).toEqual([]);
    expect(history.recorded.size).toBe(0);
  });

  it('reads a file once in ten seconds for dry runs, and anew for a request', async () => {
    const { ask, asked, clock, repository } = setUp();
    const reads = () =>
      asked.filter(each => each.includes('/contents/')).length;
    for (let count = 0; count < 20; count++) {
      await ask({ dryRun: true });
    }
    expect(reads()).toBe(1);
    clock.now += 10_000;
    await ask({ dryRun: true });
    expect(reads()).toBe(2);

    const moved = manifestOf('shop').replace('team: shop', 'team: other');
    repository.push('main', FILE, moved);
    await ask();
    const [{ branch }] = repository.pullRequests;
    expect(repository.read(branch, FILE)).toBe(`${moved}${LABEL}\n`);
  });

  it('ends with one pull request where two ask at once, and both are recorded', async () => {
    const { ask, repository, history, pullRequests } = setUp();
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ pullRequestUrl }) => pullRequestUrl)).toEqual([
      PULL_REQUEST,
      PULL_REQUEST,
      PULL_REQUEST,
    ]);
    expect(repository.pullRequests).toHaveLength(1);
    expect(history.recorded.size).toBe(3);
    expect(pullRequests.recorded.size).toBe(1);
  });

  it('tells an open pull request in a dry run', async () => {
    const { ask } = setUp();
    await ask();
    await expect(ask({ dryRun: true })).resolves.toEqual(
      expect.objectContaining({ pullRequestUrl: PULL_REQUEST }),
    );
  });

  it('opens nothing where the namespace already has the label', async () => {
    const { ask, asked, history } = setUp({
      now: shop({ 'secrets/registry': 'true' }),
    });
    await expect(ask()).resolves.toEqual(
      expect.objectContaining({ applied: true, pullRequestUrl: null }),
    );
    expect(asked).toEqual([]);
    expect(history.recorded.get('request-1')?.outcome).toBe('unchanged');
  });

  it('says that Git already has the label, where the cluster does not show it', async () => {
    const { ask } = setUp({
      files: { [FILE]: `${manifestOf('shop')}${LABEL}\n` },
    });
    await expect(ask()).rejects.toThrow(
      /clusters\/hub\/shop\.yaml in .* already is as asked for.*Wait until the GitOps controller applies it/,
    );
  });

  it('records that the outcome is unknown where the answer was lost', async () => {
    const { ask, controls, history, repository } = setUp();
    controls.loses = () => repository.pullRequests.length > 0;
    await expect(ask()).rejects.toThrow(/Gitea/);
    controls.loses = undefined;
    await expect(ask()).resolves.toEqual(
      expect.objectContaining({ pullRequestUrl: PULL_REQUEST }),
    );
    expect(repository.pullRequests).toHaveLength(1);
    expect(history.recorded.get('request-1')?.outcome).not.toBe('proposed');
    expect(history.recorded.get('request-2')?.outcome).toBe('proposed');
  });

  it('answers what the host said although the database fails afterwards', async () => {
    const { ask, history, logger } = setUp();
    history.failing = 'finish';
    await expect(ask()).resolves.toEqual(
      expect.objectContaining({ pullRequestUrl: PULL_REQUEST }),
    );
    expect(logger.error).toHaveBeenCalled();
  });

  it('reads no further than the label lines into the answer', async () => {
    const secret = 'password: "test-value-of-a-chart"';
    const { ask } = setUp({
      entry: { valuesPath: ['{namespace}', 'labels'] },
      files: { [FILE]: `${secret}\nshop:\n  labels:\n    team: a\n` },
    });
    const answer = JSON.stringify(await ask({ dryRun: true }));
    expect(answer).toContain('secrets/registry');
    expect(answer).not.toContain('test-value');
    expect(answer).not.toContain('team');
  });
});

describe('the enforcement point holds in mode gitops:', () => {
  it.each<[string, Parameters<typeof setUp>[0], object, RegExp]>([
    [
      'a user without the permission',
      { result: AuthorizeResult.DENY },
      {},
      /permission central-secrets\.request\.create/,
    ],
    [
      'a user who does not own the entity',
      { groups: ['group:default/others'] },
      {},
      /Only an owner of component:default\/shop/,
    ],
    [
      'a namespace that does not confirm the binding',
      { now: namespace('shop') },
      {},
      /No request without a confirmed binding/,
    ],
    [
      'a distribution that is not self-service',
      {
        objects: [
          selfService('private', { 'central-secrets/self-service': 'false' }),
        ],
      },
      { distribution: 'private' },
      /cannot be requested here/,
    ],
    [
      'a label that is not on the allow-list',
      {
        objects: [
          selfService(
            'admin',
            {},
            { namespaceSelectors: [{ matchLabels: { admin: 'true' } }] },
          ),
        ],
      },
      { distribution: 'admin' },
      /label admin may not be changed/,
    ],
    [
      'a label value that is YAML',
      {
        objects: [
          selfService(
            'evil',
            {},
            {
              namespaceSelectors: [
                { matchLabels: { 'secrets/evil': 'a"\n    admin: "b' } },
              ],
            },
          ),
        ],
      },
      { distribution: 'evil' },
      /is not a label value/,
    ],
  ])('%s opens nothing', async (_, options, body, refusal) => {
    for (const dryRun of [false, true]) {
      const { ask, asked, repository } = setUp(options);
      await expect(ask({ ...body, dryRun })).rejects.toThrow(refusal);
      expect(asked).toEqual([]);
      expect(repository.pullRequests).toEqual([]);
    }
  });
});

describe('the file of a namespace', () => {
  it('is found in a folder by what it declares', async () => {
    const { ask } = setUp({
      entry: { path: 'clusters/{cluster}/' },
      files: {
        'clusters/hub/a.yaml': manifestOf('other'),
        'clusters/hub/b.yml': `${manifestOf('other-2')}---\n${manifestOf(
          'shop',
        )}`,
        'clusters/hub/README.md': manifestOf('shop'),
        'clusters/edge/shop.yaml': manifestOf('shop'),
      },
    });
    const { proposal } = await ask();
    expect(proposal?.path).toBe('clusters/hub/b.yml');
    expect(proposal?.lines).toHaveLength(1);
  });

  it.each<[string, Parameters<typeof setUp>[0], RegExp]>([
    [
      'missing',
      { files: { 'a.yaml': '' } },
      /has no file clusters\/hub\/shop\.yaml in its branch main; add the namespace there/,
    ],
    [
      'of another namespace',
      { files: { [FILE]: manifestOf('other') } },
      /declares no Namespace shop/,
    ],
    [
      'not in the folder',
      {
        entry: { path: 'clusters/{cluster}/' },
        files: { 'clusters/hub/a.yaml': manifestOf('other') },
      },
      /No YAML file in the folder clusters\/hub .* declares the Namespace shop; add it there/,
    ],
    [
      'there twice',
      {
        entry: { path: 'clusters/{cluster}/' },
        files: {
          'clusters/hub/a.yaml': manifestOf('shop'),
          'clusters/hub/b.yaml': manifestOf('shop'),
        },
      },
      /Several files .*: clusters\/hub\/a\.yaml, clusters\/hub\/b\.yaml; name one of them/,
    ],
    [
      'among too many',
      {
        entry: { path: 'clusters/{cluster}/' },
        files: Object.fromEntries(
          Array.from({ length: 21 }, (_, i) => [`clusters/hub/${i}.yaml`, '']),
        ),
      },
      /has 21 YAML files, and at most 20 are searched; use \{namespace\}/,
    ],
  ])(
    'that is %s is a clear refusal, and recorded',
    async (_, options, problem) => {
      const { ask, repository, history } = setUp(options);
      await expect(ask()).rejects.toThrow(problem);
      expect(repository.pullRequests).toEqual([]);
      expect(history.recorded.get('request-1')?.outcome).toBe('failed');
    },
  );
});

describe('an annotation of a catalog file', () => {
  const files = {
    [FILE]: manifestOf('shop'),
    'clusters/hub/teams/shop.yaml': manifestOf('shop'),
    'clusters/prod/shop.yaml': manifestOf('shop'),
    'platform/argocd.yaml': manifestOf('shop'),
    'clusters/hub/other.yaml': manifestOf('other'),
  };
  const at = (path: string) => `url:${REPOSITORY}/src/branch/main/${path}`;

  it('names the file, within the folder that is configured for annotations', async () => {
    const { ask } = setUp({
      files,
      entry: { annotatedFolder: 'clusters/{cluster}' },
      annotations: { [ANNOTATION]: at('clusters/hub/teams/shop.yaml') },
    });
    const { proposal } = await ask();
    expect(proposal?.path).toBe('clusters/hub/teams/shop.yaml');
  });

  it('does nothing unless a folder is configured', async () => {
    const { ask } = setUp({
      files,
      annotations: { [ANNOTATION]: at('platform/argocd.yaml') },
    });
    const { proposal } = await ask();
    expect(proposal?.path).toBe(FILE);
  });

  it('yields to that of the namespace', async () => {
    const now: any = shop();
    now.metadata.annotations = {
      [ANNOTATION]: at('clusters/hub/teams/shop.yaml'),
    };
    const { ask } = setUp({
      now,
      files,
      entry: { annotatedFolder: 'clusters/{cluster}' },
      annotations: { [ANNOTATION]: at('clusters/hub/other.yaml') },
    });
    const { proposal } = await ask();
    expect(proposal?.path).toBe('clusters/hub/teams/shop.yaml');
  });

  it.each([
    [
      'another repository',
      'https://gitea.example.com/eve/clusters/src/branch/main/clusters/hub/shop.yaml',
    ],
    [
      'another host',
      'https://evil.example/acme/clusters/src/branch/main/clusters/hub/shop.yaml',
    ],
    ['another branch', `${REPOSITORY}/src/branch/eve/clusters/hub/shop.yaml`],
    ['the folder of another cluster', at('clusters/prod/shop.yaml')],
    ['a file outside of the folder', at('platform/argocd.yaml')],
    ['a way out of the folder', at('clusters/hub/../prod/shop.yaml')],
    ['an encoded way out', at('clusters/hub/%2e%2e/prod/shop.yaml')],
    [
      'a twice encoded way out',
      at('clusters/hub/%252e%252e%252fprod/shop.yaml'),
    ],
    ['a folder with a longer name', at('clusters/hub-2/shop.yaml')],
    ['something else than YAML', at('clusters/hub/shop.sh')],
    ['the file of another namespace', at('clusters/hub/other.yaml')],
    ['no address', 'clusters/hub/shop.yaml'],
    ['a megabyte', at(`clusters/hub/${'a/'.repeat(500_000)}shop.yaml`)],
  ])('that names %s changes nothing', async (_, annotation) => {
    const { ask, repository, asked } = setUp({
      files: { ...files, 'clusters/hub-2/shop.yaml': manifestOf('shop') },
      entry: { annotatedFolder: 'clusters/{cluster}' },
      annotations: { [ANNOTATION]: annotation },
    });
    await expect(ask()).rejects.toThrow(
      /cannot be followed|declares no Namespace shop/,
    );
    expect(repository.pullRequests).toEqual([]);
    expect(asked.filter(each => !each.startsWith('GET'))).toEqual([]);
    expect([...repository.branches.keys()]).toEqual(['main']);
  });
});

describe('a namespace that a GitOps controller manages, in mode cluster', () => {
  it('is changed by a pull request where one can be opened, and the plan says why', async () => {
    const { ask, writer, repository } = setUp({
      mode: 'cluster',
      now: managed(),
    });
    const { plan, mode, pullRequestUrl } = await ask();
    expect(mode).toBe('gitops');
    expect(pullRequestUrl).toBe(PULL_REQUEST);
    expect(plan.warnings.map(each => renderMessage(each))).toEqual([
      'Argo CD manages the namespace shop (argocd.argoproj.io/tracking-id), so the label changes in Git, by a pull request',
    ]);
    expect(repository.pullRequests).toHaveLength(1);
    expect(writer.sent).toEqual([]);
  });

  it('is never patched directly where none can be opened, and a dry run still tells the label', async () => {
    const { ask, available, writer } = setUp({
      mode: 'cluster',
      now: managed(),
      entry: { clusters: ['another'] },
    });
    await expect(ask()).rejects.toThrow(
      'Argo CD manages the namespace shop (argocd.argoproj.io/tracking-id), so its labels are changed in Git alone; change the label in the manifest of the namespace, or ask the platform team',
    );
    const { plan } = await ask({ dryRun: true });
    expect(plan.add).toEqual({ 'secrets/registry': 'true' });
    expect(plan.warnings.map(({ code }) => code)).toEqual(['dry-run-refused']);
    const offer = (await available()).get('registry');
    expect(offer).toEqual(
      expect.objectContaining({
        requestable: false,
        reason: expect.objectContaining({ code: 'namespace-in-git' }),
      }),
    );
    expect(writer.sent).toEqual([]);
  });

  it('is not patched where the controller came between', async () => {
    const { ask, writer } = setUp({ mode: 'cluster' });
    writer.put(managed());
    await expect(ask()).rejects.toThrow(/Argo CD manages the namespace shop/);
    expect(writer.sent).toEqual([]);
  });

  it('is changed at once where no controller manages it', async () => {
    const { ask, writer, repository } = setUp({ mode: 'cluster' });
    await expect(ask()).resolves.toEqual(
      expect.objectContaining({ applied: true, mode: 'cluster' }),
    );
    expect(writer.labels('shop')).toHaveProperty(['secrets/registry']);
    expect(repository.pullRequests).toEqual([]);
  });
});

describe('what the tab tells', () => {
  it('offers a request where the file is configured, and says why not elsewhere', async () => {
    const offered = await setUp({ writable: false }).available();
    expect(offered.get('registry')?.requestable).toBe(true);
    const elsewhere = await setUp({
      entry: { clusters: ['another'] },
    }).available();
    expect(elsewhere.get('registry')?.reason).toEqual({
      code: 'no-namespace-file',
      parameters: { cluster: 'hub', namespace: 'shop' },
    });
  });

  it('asks no host', async () => {
    const { available, asked } = setUp();
    await available();
    expect(asked).toEqual([]);
  });
});
