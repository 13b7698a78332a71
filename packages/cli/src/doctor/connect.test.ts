import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConnectProxy,
  failOnLeaks,
  freePort,
  TestServer,
} from '@central-secrets/dev-tools';
import { connect } from './connect';

failOnLeaks();

// The first test loads client-node, which takes seconds under Jest.
jest.setTimeout(60_000);

describe('connect', () => {
  const { KUBECONFIG } = process.env;
  let directory: string;
  let server: TestServer;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'doctor-'));
    server = await TestServer.start('http', (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const { url, headers } = request;
      response.end(JSON.stringify({ url, user: headers['impersonate-user'] }));
    });
  });

  afterEach(async () => {
    await server.close();
    await rm(directory, { recursive: true });
    if (KUBECONFIG === undefined) {
      delete process.env.KUBECONFIG;
    } else {
      process.env.KUBECONFIG = KUBECONFIG;
    }
  });

  async function write(
    parts: { cluster?: object; user?: object; current?: string } = {},
  ): Promise<string> {
    const path = join(directory, 'kubeconfig');
    await writeFile(
      path,
      JSON.stringify({
        'current-context': parts.current ?? 'hub',
        contexts: [{ name: 'hub', context: { cluster: 'hub', user: 'me' } }],
        clusters: [
          { name: 'hub', cluster: { server: server.url, ...parts.cluster } },
        ],
        users: [{ name: 'me', user: parts.user ?? {} }],
      }),
    );
    return path;
  }

  async function ask(options: Parameters<typeof connect>[0]) {
    const api = await connect(options);
    try {
      return await api.ask('GET', '/version');
    } finally {
      await api.close();
    }
  }

  it('names the server and the context, and acts as another user', async () => {
    const kubeconfig = await write({ user: { as: 'ann' } });
    const api = await connect({ kubeconfig });
    expect(api).toMatchObject({ server: server.url, context: 'hub' });
    await expect(api.ask('GET', '/version?a=b')).resolves.toEqual({
      status: 200,
      at: expect.any(Number),
      body: { url: '/version?a=b', user: 'ann' },
    });
    await api.close();
  });

  it('reads the files of KUBECONFIG', async () => {
    process.env.KUBECONFIG = await write();
    expect((await ask({})).status).toBe(200);
  });

  it('connects through a proxy', async () => {
    const proxy = await ConnectProxy.start();
    const kubeconfig = await write({ cluster: { 'proxy-url': proxy.url } });
    expect((await ask({ kubeconfig })).status).toBe(200);
    expect(proxy.asked).toEqual([new URL(server.url).host]);
    await proxy.close();
  });

  it('says what to do about a proxy that refuses', async () => {
    const proxy = await ConnectProxy.start({ credentials: 'ann:not-a-real' });
    const kubeconfig = await write({ cluster: { 'proxy-url': proxy.url } });
    await expect(ask({ kubeconfig })).rejects.toThrow(
      new Error(
        `${server.url} (context hub) does not answer: The proxy ${proxy.url} requires a user and password (407 Proxy Authentication Required). Add them to proxy-url in the kubeconfig.`,
      ),
    );
    await proxy.close();
  });

  it('says that nothing listens at the server', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const kubeconfig = await write({ cluster: { server: url } });
    await expect(ask({ kubeconfig })).rejects.toThrow(
      new Error(`${url} (context hub) does not answer: nothing listens there`),
    );
  });

  it('says that there are no credentials', async () => {
    const command = join(directory, 'not-installed');
    const kubeconfig = await write({
      user: {
        exec: { apiVersion: 'client.authentication.k8s.io/v1', command },
      },
    });
    await expect(ask({ kubeconfig })).rejects.toThrow(
      'context hub: cannot get credentials: ',
    );
  });

  it('says how to name a kubeconfig that exists', async () => {
    const kubeconfig = join(directory, 'missing');
    await expect(connect({ kubeconfig })).rejects.toThrow(
      new Error(
        `there is no kubeconfig ${kubeconfig}: name one that exists with --kubeconfig`,
      ),
    );
  });

  it('names the contexts that there are', async () => {
    const kubeconfig = await write();
    await expect(connect({ kubeconfig, context: 'other' })).rejects.toThrow(
      new Error(
        `--kubeconfig: kubeconfig ${kubeconfig} has no context 'other' (it has: hub)`,
      ),
    );
  });
});
