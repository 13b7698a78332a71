import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  mkdir,
  mkdtemp,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import {
  readKubeconfig,
  ClusterConnection,
} from '@central-secrets/kubernetes-client';
import { readClusters } from './readClusters';
import {
  testCertificate,
  TestServer,
  failOnLeaks,
} from '@central-secrets/dev-tools';
import { ClusterDetails } from './ClusterDetails';

failOnLeaks();

// Real sockets, on a machine that may be busy.
jest.setTimeout(60_000);

/** How often a file is looked at where nothing was refused. */
const LOOK_EVERY_MS = 10_000;

describe('what is rotated while the backend runs', () => {
  const logger = mockServices.logger.mock();
  let directory: string;
  let now: number;
  let servers: TestServer[];
  let opened: ClusterDetails[];

  // Loading client-node takes seconds under Jest; no single test should pay.
  beforeAll(() => import('@kubernetes/client-node'), 60_000);

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rotation-'));
    now = 0;
    servers = [];
    opened = [];
    logger.warn.mockClear();
  });

  afterEach(async () => {
    for (const { reader, writer } of opened) {
      await reader.close();
      await writer?.close();
    }
    await Promise.all(servers.map(server => server.close()));
    await rm(directory, { recursive: true });
  });

  const at = (name: string) => join(directory, name);

  /** A server that takes one token only, and answers with the token it got. */
  async function startServer(
    protocol: 'http' | 'h2' = 'http',
  ): Promise<{ url: string; accept: (token: string) => void }> {
    let accepted: string | undefined;
    const server = await TestServer.start(protocol, (request, response) => {
      const token = request.headers.authorization?.replace('Bearer ', '');
      response.writeHead(
        accepted === undefined || token === accepted ? 200 : 401,
      );
      response.end(token ?? 'none');
    });
    servers.push(server);
    return {
      url: server.url,
      accept: token => {
        accepted = token;
      },
    };
  }

  async function read(data: JsonObject) {
    const config = mockServices.rootConfig({ data });
    opened = await readClusters(config, { logger, now: () => now });
    return { hub: opened[0], config };
  }

  async function ask(connection: ClusterConnection) {
    const response = await connection.request({ method: 'GET', path: '/' });
    return `${response.status} ${await response.text()}`;
  }

  const kubeconfig = (url: string, user: string, cluster = '') => `
current-context: first
contexts: [{ name: first, context: { cluster: hub, user: reader } }]
clusters: [{ name: hub, cluster: { server: "${url}" ${cluster} } }]
users: [{ name: reader, user: ${user} }]
`;

  describe('a kubeconfig', () => {
    it('that names another token file is followed at the first refusal', async () => {
      const server = await startServer();
      await writeFile(at('token-1'), 'not-a-real-token-1');
      await writeFile(at('token-2'), 'not-a-real-token-2');
      await writeFile(
        at('kubeconfig'),
        kubeconfig(server.url, '{ tokenFile: token-1 }'),
      );
      const { hub } = await read({
        centralSecrets: {
          clusters: [{ name: 'hub', kubeconfig: at('kubeconfig') }],
        },
      });
      expect(await ask(hub.reader)).toBe('200 not-a-real-token-1');

      await writeFile(
        at('kubeconfig'),
        kubeconfig(server.url, '{ tokenFile: token-2 }'),
      );
      server.accept('not-a-real-token-2');
      expect(await ask(hub.reader)).toBe('401 not-a-real-token-1');
      expect(await ask(hub.reader)).toBe('200 not-a-real-token-2');
    });

    it('that is rewritten is followed without any refusal, for the server too', async () => {
      const first = await startServer();
      const second = await startServer();
      second.accept('not-a-real-token-2');
      await writeFile(
        at('kubeconfig'),
        kubeconfig(first.url, '{ token: not-a-real-token-1 }'),
      );
      const { hub } = await read({
        centralSecrets: {
          clusters: [
            {
              name: 'hub',
              kubeconfig: at('kubeconfig'),
              writer: { serviceAccountToken: 'not-a-real-token-2' },
            },
          ],
        },
      });
      expect(await ask(hub.reader)).toBe('200 not-a-real-token-1');
      await writeFile(
        at('kubeconfig'),
        kubeconfig(second.url, '{ token: not-a-real-token-2 }'),
      );
      now = LOOK_EVERY_MS;
      expect(await ask(hub.reader)).toBe('200 not-a-real-token-2');
      expect(await ask(hub.writer!)).toBe('200 not-a-real-token-2');
    });

    it('that is broken while it is rewritten leaves what was known, until it is refused', async () => {
      const server = await startServer();
      await writeFile(
        at('kubeconfig'),
        kubeconfig(server.url, '{ token: not-a-real-token-1 }'),
      );
      const { hub } = await read({
        centralSecrets: {
          clusters: [{ name: 'hub', kubeconfig: at('kubeconfig') }],
        },
      });
      await writeFile(at('kubeconfig'), 'clusters: [');
      now = LOOK_EVERY_MS;
      expect(await ask(hub.reader)).toBe('200 not-a-real-token-1');

      server.accept('not-a-real-token-2');
      expect(await ask(hub.reader)).toBe('401 not-a-real-token-1');
      await expect(ask(hub.reader)).rejects.toThrow('is not a kubeconfig');
      await writeFile(
        at('kubeconfig'),
        kubeconfig(server.url, '{ token: not-a-real-token-2 }'),
      );
      expect(await ask(hub.reader)).toBe('200 not-a-real-token-2');
    });

    it('gives the client certificate and key that their files hold now', async () => {
      const pem = (kind: string, text: string) =>
        `-----BEGIN ${kind}-----\n${text}\n-----END ${kind}-----\n`;
      await writeFile(at('client.crt'), pem('CERTIFICATE', 'first'));
      await writeFile(at('client.key'), pem('CERTIFICATE', 'no-real-key-1'));
      await writeFile(
        at('kubeconfig'),
        kubeconfig(
          'https://kubernetes.example',
          '{ client-certificate: client.crt, client-key: client.key }',
        ),
      );
      const { authentication } = await readKubeconfig({
        where: 'test',
        path: at('kubeconfig'),
        now: () => now,
      });
      expect(await authentication.current()).toMatchObject({
        cert: expect.stringContaining('first'),
        key: expect.stringContaining('no-real-key-1'),
      });
      await writeFile(at('client.crt'), pem('CERTIFICATE', 'the second'));
      await writeFile(at('client.key'), '');
      authentication.refused();
      await expect(authentication.current()).rejects.toThrow(
        `The client-key file ${at('client.key')} could not be read`,
      );
      await writeFile(at('client.key'), pem('CERTIFICATE', 'no-real-key-two'));
      expect(await authentication.current()).toMatchObject({
        cert: expect.stringContaining('the second'),
        key: expect.stringContaining('no-real-key-two'),
      });
    });
  });

  describe('a certificate authority', () => {
    const other = () =>
      generate([{ name: 'commonName', value: 'localhost' }], { days: 2 }).cert;

    it.each(['caFile', 'kubeconfig'] as const)(
      'in the file of a %s is followed as soon as a connection fails',
      async by => {
        const server = await startServer('h2');
        await writeFile(at('ca.crt'), other());
        await writeFile(
          at('kubeconfig'),
          kubeconfig(
            server.url,
            '{ token: not-a-real-token }',
            `, certificate-authority: ca.crt`,
          ),
        );
        const { hub } = await read({
          centralSecrets: {
            clusters: [
              by === 'kubeconfig'
                ? { name: 'hub', kubeconfig: at('kubeconfig') }
                : {
                    name: 'hub',
                    url: server.url,
                    caFile: at('ca.crt'),
                    serviceAccountToken: 'not-a-real-token',
                  },
            ],
          },
        });
        await expect(ask(hub.reader)).rejects.toThrow(/certificate/);
        await writeFile(at('ca.crt'), testCertificate().cert);
        expect(await ask(hub.reader)).toBe('200 not-a-real-token');

        // Half a file in the middle of a replacement changes nothing.
        await writeFile(at('ca.crt'), '-----BEGIN');
        now = LOOK_EVERY_MS;
        expect(await ask(hub.reader)).toBe('200 not-a-real-token');
      },
    );

    it('in the configuration is followed when that changes', async () => {
      const server = await startServer('h2');
      const clusters = (pem: string) => ({
        centralSecrets: {
          clusters: [
            {
              name: 'hub',
              url: server.url,
              caData: Buffer.from(pem).toString('base64'),
              serviceAccountToken: 'not-a-real-token',
            },
          ],
        },
      });
      const { hub, config } = await read(clusters(other()));
      await expect(ask(hub.reader)).rejects.toThrow(/certificate/);
      config.update({ data: clusters(testCertificate().cert) });
      expect(await ask(hub.reader)).toBe('200 not-a-real-token');
      config.update({ data: clusters('half of it') });
      expect(await ask(hub.reader)).toBe('200 not-a-real-token');
    });
  });

  describe('a token in the configuration, as $file puts it there', () => {
    const configured = {
      'centralSecrets.clusters': (url: string, token: string) => ({
        centralSecrets: {
          clusters: [
            {
              name: 'hub',
              url,
              serviceAccountToken: token,
              writer: { serviceAccountToken: `${token}-of-the-writer` },
            },
          ],
        },
      }),
      'the Kubernetes plugin': (url: string, token: string) => ({
        kubernetes: {
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: [
                {
                  name: 'hub',
                  url,
                  authProvider: 'serviceAccount',
                  serviceAccountToken: token,
                },
              ],
            },
          ],
        },
      }),
    };

    it.each(Object.entries(configured))(
      'is followed when that changes (%s)',
      async (_, data) => {
        const { url } = await startServer();
        const { hub, config } = await read(data(url, 'not-a-real-token-1'));
        expect(await ask(hub.reader)).toBe('200 not-a-real-token-1');
        config.update({ data: data(url, 'not-a-real-token-2') });
        const identities = [hub.reader, hub.writer].filter(each => !!each);
        expect(await Promise.all(identities.map(ask))).toEqual(
          [
            '200 not-a-real-token-2',
            '200 not-a-real-token-2-of-the-writer',
          ].slice(0, identities.length),
        );
      },
    );

    it('stays as it was where the changed configuration cannot be read, and that is said', async () => {
      const { url } = await startServer();
      const data = configured['centralSecrets.clusters'];
      const { hub, config } = await read(data(url, 'not-a-real-token-1'));
      config.update({ data: { centralSecrets: { clusters: [{}] } } });
      expect(await ask(hub.reader)).toBe('200 not-a-real-token-1');
      expect(logger.warn.mock.calls.flat()).toEqual([
        'The changed configuration of the clusters is not used: centralSecrets.clusters[0]: name is missing',
      ]);
    });
  });

  it('is followed through the links that the kubelet swaps', async () => {
    const { url } = await startServer();
    const publish = async (version: string, token: string) => {
      await mkdir(at(version));
      await writeFile(join(at(version), 'token'), token);
      await symlink(version, at('..new'));
      await rename(at('..new'), at('..data'));
    };
    await publish('..1', 'not-a-real-token-1');
    await symlink('..data/token', at('token'));
    const { hub } = await read({
      centralSecrets: {
        clusters: [{ name: 'hub', url, serviceAccountTokenFile: at('token') }],
      },
    });
    expect(await ask(hub.reader)).toBe('200 not-a-real-token-1');
    await publish('..2', 'not-a-real-token-2');
    now = LOOK_EVERY_MS;
    expect(await ask(hub.reader)).toBe('200 not-a-real-token-2');
  });
});
