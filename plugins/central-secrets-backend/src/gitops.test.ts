import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DemoCluster, startDemoCluster } from '@central-secrets/demo-cluster';
import { parse } from 'yaml';
import { eventually, OAUTH, startPlugin } from './__testUtils__/startPlugin';
import { FakeRepository } from './pullRequests/__testUtils__/FakeRepository';
import { HOST_DOUBLES } from './pullRequests/__testUtils__/hostDoubles';

const FILE = 'clusters/demo/code-server.yaml';
const LABEL = 'secrets/gh-oauth-credentials';
const TASK = 'central-secrets-pull-requests';
/** Not a real token. */
const TOKEN = 'test-token';

const { serve } = HOST_DOUBLES.find(({ type }) => type === 'gitea')!;

/** The double of Gitea as a server. */
async function startGitea(repository: FakeRepository): Promise<Server> {
  const server = createServer(async (incoming, outgoing) => {
    const { pathname, searchParams } = new URL(`http://x${incoming.url}`);
    const body = await text(incoming);
    const { method = 'GET', headers } = incoming;
    const answer =
      headers.authorization === `token ${TOKEN}`
        ? await serve(
            {
              method,
              path: pathname.replace('/api/v1', ''),
              query: searchParams,
              request: new Request('http://x', {
                method,
                body: body || undefined,
              }),
            },
            repository,
          )
        : new Response('{}', { status: 401 });
    outgoing.writeHead(answer.status);
    outgoing.end(await answer.text());
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

describe('the plugin in mode gitops, over the demo cluster and a host', () => {
  let demo: DemoCluster;
  let gitea: Server;
  let backend: Awaited<ReturnType<typeof startPlugin>>;
  let repository: FakeRepository;

  const namespace = () =>
    demo.api.get({ kind: 'Namespace', name: 'code-server' });

  /** Applies what the branch main says, as a GitOps controller does. */
  function sync(): void {
    const { metadata } = parse(repository.read('main', FILE)!);
    demo.api.patch(
      { kind: 'Namespace', name: metadata.name },
      { metadata: { labels: metadata.labels } },
    );
  }

  beforeAll(async () => {
    demo = await startDemoCluster({ reactionMs: 10 });
    const labels = Object.entries(namespace().metadata.labels ?? {});
    repository = new FakeRepository({
      [FILE]: [
        '# The workspace of the developers.',
        'apiVersion: v1',
        'kind: Namespace',
        'metadata:',
        '  name: code-server',
        '  labels:',
        ...labels.map(([key, value]) => `    ${key}: '${value}'`),
        '',
      ].join('\n'),
    });
    gitea = await startGitea(repository);
    const { port } = gitea.address() as AddressInfo;
    const host = `127.0.0.1:${port}`;
    backend = await startPlugin(
      [
        {
          name: 'demo',
          url: demo.url,
          serviceAccountToken: demo.tokens.reader,
        },
      ],
      {
        integrations: {
          gitea: [{ host, baseUrl: `http://${host}`, password: TOKEN }],
        },
        requests: {
          mode: 'gitops',
          gitops: {
            repositories: [
              {
                url: `http://${host}/acme/clusters`,
                path: 'clusters/{cluster}/{namespace}.yaml',
              },
            ],
          },
        },
      },
    );
    await eventually(() => backend.stateOf(OAUTH), 'not-requested');
  }, 30_000);

  afterAll(async () => {
    gitea?.close();
    await demo?.stop();
  });

  it('leads from the request to the Secret, by a pull request that is merged and synced', async () => {
    const { status, body } = await backend.ask({ reason: 'Sign-in' });
    expect({ status, error: body.error }).toEqual({ status: 200 });
    expect(body).toMatchObject({
      applied: false,
      mode: 'gitops',
      pullRequestUrl: 'https://gitea.example.com/acme/clusters/pulls/1',
      proposal: { path: FILE, lines: [{ change: 'added' }] },
    });
    const again = await backend.ask({});
    expect(again.body.pullRequestUrl).toBe(body.pullRequestUrl);
    expect(repository.pullRequests).toHaveLength(1);
    expect(namespace().metadata.labels).not.toHaveProperty([LABEL]);

    const waiting = await backend.deliveries();
    expect(waiting.pullRequests).toEqual([
      expect.objectContaining({
        distribution: OAUTH,
        state: 'open',
        by: 'user:default/guest',
      }),
    ]);

    const [pullRequest] = repository.pullRequests;
    repository.branches.set(
      'main',
      repository.branches.get(pullRequest.branch)!,
    );
    pullRequest.state = 'merged';
    await backend.runTask(TASK);
    const merged = await backend.deliveries();
    expect(merged.pullRequests).toEqual([
      expect.objectContaining({
        state: 'merged',
        endedAt: expect.any(String),
      }),
    ]);

    sync();
    await eventually(() => backend.stateOf(OAUTH), 'synced');
    await backend.runTask(TASK);
    const arrived = await backend.deliveries();
    expect(arrived.pullRequests).toBeUndefined();
    expect(
      arrived.deliveries.find(({ distribution }) => distribution === OAUTH)
        ?.requested,
    ).toEqual({ by: 'user:default/guest', at: expect.any(String) });
  }, 30_000);

  it('tells what became of a removal that was closed, and takes it up again', async () => {
    const { body } = await backend.ask({ action: 'remove' });
    expect(body.pullRequestUrl).toMatch(/pulls\/2$/);
    repository.pullRequests[1].state = 'closed';
    await backend.runTask(TASK);
    const { pullRequests } = await backend.deliveries();
    expect(pullRequests).toEqual([
      expect.objectContaining({ action: 'remove', state: 'closed' }),
    ]);

    const again = await backend.ask({ action: 'remove' });
    expect(again.body.pullRequestUrl).toMatch(/pulls\/3$/);
    expect(await backend.stateOf(OAUTH)).toBe('synced');
  }, 30_000);

  it('lets only the owner of a component ask', async () => {
    const { status } = await backend.ask({}, { user: 'omar' });
    expect(status).toBe(403);
  });
});
