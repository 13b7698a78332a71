import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConnectProxy,
  testCertificate,
  TestServer,
} from '@central-secrets/dev-tools';
import { HttpConnection } from './HttpConnection';
import { readKubeconfig } from './kubeconfig';
import { findKubeconfigs } from './kubeconfigFiles';
import { openPodIdentity } from './podIdentity';

jest.setTimeout(60_000);

describe('readKubeconfig', () => {
  let directory: string;

  // Loading client-node takes seconds under Jest; no single test should pay.
  beforeAll(() => import('@kubernetes/client-node'), 60_000);

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  });

  afterEach(() => rm(directory, { recursive: true }));

  const at = (name: string) => join(directory, name);

  /** Writes a kubeconfig with one cluster, user and context, and returns its path. */
  async function write(
    parts: {
      name?: string;
      file?: string;
      current?: string;
      cluster?: object;
      user?: object;
    } = {},
  ): Promise<string> {
    const { name = 'hub', file = 'kubeconfig', cluster, user } = parts;
    await writeFile(
      at(file),
      JSON.stringify({
        'current-context': parts.current,
        contexts: [{ name, context: { cluster: name, user: name } }],
        clusters: [
          { name, cluster: { server: 'https://hub.example', ...cluster } },
        ],
        users: [{ name, user: user ?? {} }],
      }),
    );
    return at(file);
  }

  async function headersOf(user: object) {
    const path = await write({ current: 'hub', user });
    const { authentication } = await readKubeconfig({ where: 'test', path });
    return (await authentication.current()).headers;
  }

  it('reads the proxy of a cluster, and the name in its certificate', async () => {
    const { cert } = testCertificate();
    const server = await TestServer.start('h2', (_, response) => {
      response.writeHead(200);
      response.end('answered');
    });
    const proxy = await ConnectProxy.start({
      port: Number(new URL(server.url).port),
    });
    const path = await write({
      current: 'hub',
      cluster: {
        server: 'https://hub.invalid:6443',
        'proxy-url': proxy.url,
        'tls-server-name': 'localhost',
        'certificate-authority-data': Buffer.from(cert).toString('base64'),
      },
    });
    const connection = new HttpConnection(
      await readKubeconfig({ where: 'test', path }),
    );
    try {
      const response = await connection.request({ method: 'GET', path: '/' });
      expect(await response.text()).toBe('answered');
      expect(proxy.asked).toEqual(['hub.invalid:6443']);
    } finally {
      await connection.close();
      await proxy.close();
      await server.close();
    }
  });

  it.each([
    ['ftp://ann:not-a-real-one@proxy.example', 'proxy.example'],
    ['ann:not-a-real-one@proxy.example:3128', 'proxy.example:3128'],
    ['http://', 'http://'],
  ])('refuses the proxy-url %s', async (proxyUrl, shown) => {
    const path = await write({
      current: 'hub',
      cluster: { 'proxy-url': proxyUrl },
    });
    await expect(readKubeconfig({ where: 'test', path })).rejects.toThrow(
      new Error(
        `test: kubeconfig ${path}, context 'hub': proxy-url '${shown}' is not supported; use a URL that begins with http://, https:// or socks5://, such as http://proxy.example:3128`,
      ),
    );
  });

  it('takes an empty proxy-url for none', async () => {
    const path = await write({ current: 'hub', cluster: { 'proxy-url': '' } });
    const { endpoint } = await readKubeconfig({ where: 'test', path });
    expect((await endpoint.current()).proxyUrl).toBeUndefined();
  });

  it('acts as another user, with its groups and extra fields', async () => {
    await expect(
      headersOf({
        token: 'not-a-real-token',
        as: 'ann',
        'as-uid': '7',
        'as-groups': ['one', 'two'],
        'as-user-extra': { 'example.com/Reason': ['a', 'b'] },
      }),
    ).resolves.toEqual({
      authorization: 'Bearer not-a-real-token',
      'impersonate-user': 'ann',
      'impersonate-uid': '7',
      'impersonate-group': ['one', 'two'],
      'impersonate-extra-example.com%2Freason': ['a', 'b'],
    });
  });

  it.each([
    [{ 'as-groups': ['one'] }, 'need the key as'],
    [{ as: 7 }, 'as must be a string'],
    [{ as: 'ann', 'as-groups': 'one' }, 'as-groups must be a list of strings'],
  ])('refuses the impersonation %j', async (user, message) => {
    await expect(headersOf(user)).rejects.toThrow(message);
  });

  it.each(['https', 'h2'] as const)(
    'names every group to a server that speaks %s',
    async protocol => {
      let groups: unknown;
      const server = await TestServer.start(protocol, (request, response) => {
        // Node joins what was repeated; the raw headers hold each of them.
        groups = (request as { rawHeaders?: string[] }).rawHeaders?.filter(
          (_, index, raw) => raw[index - 1] === 'impersonate-group',
        );
        response.writeHead(200);
        response.end();
      });
      const path = await write({
        current: 'hub',
        cluster: {
          server: server.url,
          'certificate-authority-data': Buffer.from(
            testCertificate().cert,
          ).toString('base64'),
        },
        user: { as: 'ann', 'as-groups': ['one', 'two'] },
      });
      const connection = new HttpConnection(
        await readKubeconfig({ where: 'test', path }),
      );
      const response = await connection.request({ method: 'GET', path: '/' });
      await response.text();
      await connection.close();
      await server.close();
      expect(groups).toEqual(['one', 'two']);
    },
  );

  it('reads client certificates, relative to the file', async () => {
    const { cert, private: key } = testCertificate();
    await writeFile(at('cert.pem'), cert);
    await writeFile(at('key.pem'), key);
    const path = await write({
      current: 'hub',
      user: { 'client-certificate': 'cert.pem', 'client-key': 'key.pem' },
    });
    const { authentication } = await readKubeconfig({ where: 'test', path });
    expect(await authentication.current()).toEqual({ headers: {}, cert, key });
  });

  describe('of several files', () => {
    it('takes the first current context, and each entry from the first file that has it', async () => {
      await mkdir(at('other'));
      await writeFile(at('other/token'), 'not-a-real-token-2');
      const first = await write({ file: 'first' });
      const second = await write({
        file: 'other/second',
        name: 'second',
        current: 'second',
        cluster: { server: 'https://second.example' },
        user: { tokenFile: 'token' },
      });
      const third = await write({
        file: 'third',
        name: 'second',
        current: 'hub',
        cluster: { server: 'https://third.example' },
        user: { token: 'not-a-real-token-3' },
      });
      const { endpoint, authentication, contextName } = await readKubeconfig({
        where: 'test',
        path: [first, second, third],
      });
      expect(contextName).toBe('second');
      expect((await endpoint.current()).url).toBe('https://second.example');
      expect((await authentication.current()).headers).toEqual({
        authorization: 'Bearer not-a-real-token-2',
      });
    });

    it('follows each of them after a refusal', async () => {
      const first = await write({ file: 'first', current: 'other' });
      const parts = { file: 'other', name: 'other' };
      const second = await write({ ...parts, user: { token: 'first' } });
      const { authentication } = await readKubeconfig({
        where: 'test',
        path: [first, second],
      });
      await authentication.current();
      await write({ ...parts, user: { token: 'the second' } });
      authentication.refused();
      expect((await authentication.current()).headers).toEqual({
        authorization: 'Bearer the second',
      });
    });

    it('names them all where none has the context', async () => {
      const first = await write({ file: 'first' });
      const second = await write({ file: 'second', name: 'second' });
      await expect(
        readKubeconfig({
          where: 'test',
          path: [first, second],
          contextName: 'third',
        }),
      ).rejects.toThrow(
        `test: kubeconfig ${first}, ${second} has no context 'third' (it has: hub, second)`,
      );
    });
  });

  it('says how to name a context, in the words of its caller', async () => {
    const path = await write();
    await expect(
      readKubeconfig({
        where: 'test',
        path,
        contextRemedy: 'name one with --context',
      }),
    ).rejects.toThrow('has no current context; name one with --context');
  });

  describe('findKubeconfigs', () => {
    it('prefers the files of KUBECONFIG', () => {
      expect(
        findKubeconfigs({ KUBECONFIG: '/a::/b', HOME: directory }),
      ).toEqual(['/a', '/b']);
    });

    it('finds the one in the home folder, if there is one', async () => {
      expect(findKubeconfigs({ HOME: directory })).toEqual([]);
      await mkdir(at('.kube'));
      await writeFile(at('.kube/config'), '{}');
      expect(findKubeconfigs({ HOME: directory })).toEqual([
        at('.kube/config'),
      ]);
    });
  });

  describe('openPodIdentity', () => {
    const environment = {
      KUBERNETES_SERVICE_HOST: 'fd00::1',
      KUBERNETES_SERVICE_PORT: '443',
    };

    it('is absent outside of a pod', () => {
      expect(openPodIdentity({ directory, environment })).toBeUndefined();
    });

    it('reads the service account that is mounted', async () => {
      await writeFile(at('token'), 'not-a-real-token\n');
      await writeFile(at('ca.crt'), testCertificate().cert);
      const { endpoint, authentication } = openPodIdentity({
        directory,
        environment,
      })!;
      expect(await endpoint.current()).toEqual({
        url: 'https://[fd00::1]',
        ca: testCertificate().cert,
        skipTLSVerify: false,
      });
      expect((await authentication.current()).headers).toEqual({
        authorization: 'Bearer not-a-real-token',
      });
    });
  });
});
