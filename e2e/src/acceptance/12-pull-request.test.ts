import { join } from 'node:path';
import { GitServer, waitFor } from '@central-secrets/dev-tools';
import { stringify } from 'yaml';
import { Backstage, clusterOf } from '../framework/backstage';
import { BackstageClient } from '../framework/backstageClient';
import { STALENESS } from '../framework/world';
import { GitOpsController } from '../gitops/GitOpsController';
import { theWorld } from '../jest/globals';
import { labelsOf, readSecret } from './cluster';

const ENTITY = 'component:default/shop';
const DISTRIBUTION = 'application-docker-registry';
const ID = `hub/shop/${DISTRIBUTION}`;
const SECRET = 'gh-docker-registry-creds';
const LABEL = 'secrets/gh-docker-registry';
const FILE = 'clusters/hub/shop.yaml';

const MANIFEST = `# The shop, as its repository has it.
${stringify({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'shop',
    labels: { 'backstage.io/kubernetes-id': 'shop' },
  },
})}`;

/** The task of the scheduler looks once a minute. */
const LOOKED_WITHIN_MS = 150_000;

describe('a request by pull request, from the button to the Secret', () => {
  const { platform } = theWorld();
  let git: GitServer;
  let controller: GitOpsController;
  let backstage: Backstage;
  let client: BackstageClient;

  beforeAll(async () => {
    git = await GitServer.start(join(platform.directory, 'git'), {
      [FILE]: MANIFEST,
      'README.md': 'Namespaces of the cluster.\n',
    });
    controller = await GitOpsController.start({
      remote: `${git.page}.git`,
      directory: join(platform.directory, 'gitops-clone'),
      path: FILE,
      kubectl: platform.controlPlane.kubectl,
    });
    backstage = await Backstage.start({
      platform,
      staleness: STALENESS,
      name: 'backstage-with-pull-requests',
      // No writer: nothing but Git changes a label.
      clusters: [
        {
          ...clusterOf(platform),
          serviceAccountTokenFile: platform.reader.tokenFile,
        },
      ],
      integrations: {
        gitea: [
          {
            host: new URL(git.url).host,
            baseUrl: git.url,
            password: git.token,
          },
        ],
      },
      requests: {
        mode: 'gitops',
        gitops: {
          repositories: [
            { url: git.page, path: 'clusters/{cluster}/{namespace}.yaml' },
          ],
        },
      },
    });
    client = new BackstageClient(backstage.url);
  });

  afterAll(async () => {
    await backstage?.stop();
    await git?.stop();
  });

  const ask = (user: string, body: object = {}) =>
    client.request(user, ENTITY, {
      distribution: DISTRIBUTION,
      action: 'add',
      ...body,
    });

  const untilPullRequest = (state: string) =>
    waitFor(
      async () => {
        const { pullRequests = [] } = await client.deliveries('jane', ENTITY);
        return pullRequests.some(each => each.state === state);
      },
      { reason: `the pull request to be ${state}`, limitMs: LOOKED_WITHIN_MS },
    );

  it('shows the line that changes, and changes nothing before', async () => {
    await client.untilDelivery('jane', ENTITY, {
      id: ID,
      reason: 'not-requested',
      holds: ({ state }) => state === 'not-requested',
    });
    const { status, body } = await ask('jane', { dryRun: true });
    expect(status).toBe(200);
    expect(body.proposal).toEqual({
      repositoryUrl: git.page,
      path: FILE,
      branch: 'main',
      lines: [
        {
          change: 'added',
          line: MANIFEST.split('\n').length,
          text: `    ${LABEL}: "true"`,
        },
      ],
    });
    expect(git.pullRequests).toEqual([]);
  });

  it('refuses a user who does not own the component', async () => {
    expect((await ask('omar')).status).not.toBe(200);
    expect(git.pullRequests).toEqual([]);
  });

  it('opens one pull request for two requests at once, with one changed line', async () => {
    const answers = await Promise.all([ask('jane'), ask('jane')]);
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body).toMatchObject({
        applied: false,
        pullRequestUrl: `${git.page}/pulls/1`,
      });
    }
    expect(git.pullRequests).toHaveLength(1);
    const [{ branch }] = git.pullRequests;
    const difference = await git.repository.git([
      'diff',
      '--numstat',
      'main',
      branch,
    ]);
    expect(difference).toBe(`1\t0\t${FILE}`);
    expect(await labelsOf('shop')).not.toHaveProperty(LABEL);
    await untilPullRequest('open');
  });

  it('says that the merged change waits for the GitOps controller', async () => {
    await git.merge(1);
    await untilPullRequest('merged');
    expect(await labelsOf('shop')).not.toHaveProperty(LABEL);
  });

  it('ends with the Secret once the controller has synced', async () => {
    await controller.sync();
    await client.untilDelivery('jane', ENTITY, {
      id: ID,
      reason: 'synced',
      holds: ({ state }) => state === 'synced',
    });
    expect((await readSecret('shop', SECRET))?.type).toBe(
      'kubernetes.io/dockerconfigjson',
    );
    const { pullRequests } = await client.deliveries('jane', ENTITY);
    expect(pullRequests).toBeUndefined();
    const requested = await client.untilDelivery('jane', ENTITY, {
      id: ID,
      reason: 'requested by jane',
      limitMs: LOOKED_WITHIN_MS,
      holds: delivery => delivery.requested?.by === 'user:default/jane',
    });
    expect(requested.state).toBe('synced');
  });

  it('removes it in the same way, and Git is as before', async () => {
    const { status, body } = await ask('jane', { action: 'remove' });
    expect({ status, url: body.pullRequestUrl }).toEqual({
      status: 200,
      url: `${git.page}/pulls/2`,
    });
    await git.merge(2);
    await controller.sync();
    await client.untilDelivery('jane', ENTITY, {
      id: ID,
      reason: 'not-requested',
      holds: ({ state }) => state === 'not-requested',
    });
    expect(await git.repository.read('main', FILE)).toBe(MANIFEST);
  });
});
