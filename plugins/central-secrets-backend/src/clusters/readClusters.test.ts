import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  SkippedCluster,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClusters } from './readClusters';
import {
  testCertificate,
  TestServer,
  failOnLeaks,
} from '@central-secrets/dev-tools';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { ClusterDetails } from './ClusterDetails';

failOnLeaks();

/** Answers with the authorization it got. */
const startServer = () =>
  TestServer.start('http', (request, response) => {
    response.writeHead(200);
    response.end(request.headers.authorization ?? 'none');
  });

const kubeconfig = (server: string, user: string) => `
apiVersion: v1
kind: Config
current-context: first
contexts:
  - { name: first, context: { cluster: hub, user: reader } }
  - { name: second, context: { cluster: hub, user: other } }
  - { name: lost, context: { cluster: gone, user: reader } }
clusters:
  - { name: hub, cluster: { server: "${server}" } }
users:
  - { name: reader, user: ${user} }
  - { name: other, user: { username: someone, password: not-a-real-password } }
`;

// Real sockets, on a machine that may be busy.
jest.setTimeout(60_000);

describe('readClusters', () => {
  const logger = mockServices.logger.mock();
  let directory: string;
  let server: TestServer;
  let path: string;
  let opened: ClusterDetails[] = [];
  let skipped: SkippedCluster[] = [];

  // Loading client-node takes seconds under Jest; no single test should pay.
  beforeAll(() => import('@kubernetes/client-node'), 60_000);

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'read-clusters-'));
    path = join(directory, 'kubeconfig');
    server = await startServer();
    logger.warn.mockClear();
  });

  afterEach(async () => {
    for (const { reader, writer } of opened) {
      await reader.close();
      await writer?.close();
    }
    opened = [];
    await server.close();
    await rm(directory, { recursive: true });
  });

  async function read(data: JsonObject): Promise<ClusterDetails[]> {
    skipped = [];
    opened = await readClusters(new ConfigReader(data), {
      logger,
      onSkipped: each => skipped.push(each),
    });
    return opened;
  }

  const readOwn = (...clusters: JsonObject[]) =>
    read({ centralSecrets: { clusters } });

  /** Returns the authorization that the cluster sees in a request. */
  async function authorizationOf(connection?: ClusterConnection) {
    const response = await connection!.request({ method: 'GET', path: '/' });
    return response.text();
  }

  it('reads a url with a token, and a writer with its own token', async () => {
    const [hub] = await readOwn({
      name: 'hub',
      title: 'The hub',
      url: server.url,
      serviceAccountToken: 'not-a-real-token-of-the-reader',
      writer: { serviceAccountToken: 'not-a-real-token-of-the-writer' },
    });
    expect(hub).toMatchObject({ name: 'hub', title: 'The hub' });
    expect(await authorizationOf(hub.reader)).toBe(
      'Bearer not-a-real-token-of-the-reader',
    );
    expect(await authorizationOf(hub.writer)).toBe(
      'Bearer not-a-real-token-of-the-writer',
    );
  });

  it('has no writer where none is configured', async () => {
    const [hub] = await readOwn({
      name: 'hub',
      url: server.url,
      serviceAccountToken: 'not-a-real-token',
    });
    expect(hub.writer).toBeUndefined();
  });

  it('reads a kubeconfig: its current context, or the one named', async () => {
    await writeFile(
      path,
      kubeconfig(server.url, '{ token: not-a-real-token }'),
    );
    const [first, second] = await readOwn(
      { name: 'first', kubeconfig: path },
      { name: 'second', kubeconfig: path, context: 'second' },
    );
    expect(await authorizationOf(first.reader)).toBe('Bearer not-a-real-token');
    expect(await authorizationOf(second.reader)).toBe(
      `Basic ${Buffer.from('someone:not-a-real-password').toString('base64')}`,
    );
  });

  it('sends a writer with a token to the server of the kubeconfig', async () => {
    await writeFile(
      path,
      kubeconfig(server.url, '{ token: not-a-real-token }'),
    );
    await writeFile(join(directory, 'token'), 'not-a-real-token-2\n');
    const [hub] = await readOwn({
      name: 'hub',
      kubeconfig: path,
      writer: { serviceAccountTokenFile: join(directory, 'token') },
    });
    expect(await authorizationOf(hub.writer)).toBe('Bearer not-a-real-token-2');
  });

  it('follows the token file that a kubeconfig names', async () => {
    await writeFile(join(directory, 'token'), 'not-a-real-token\n');
    await writeFile(path, kubeconfig(server.url, '{ tokenFile: token }'));
    const [hub] = await readOwn({ name: 'hub', kubeconfig: path });
    expect(await authorizationOf(hub.reader)).toBe('Bearer not-a-real-token');
  });

  it('runs the exec plugin that a kubeconfig names', async () => {
    const credential = JSON.stringify({
      status: { token: 'not-a-real-token-of-a-plugin' },
    });
    await writeFile(
      path,
      kubeconfig(
        server.url,
        JSON.stringify({ exec: { command: 'echo', args: [credential] } }),
      ),
    );
    const [hub] = await readOwn({ name: 'hub', kubeconfig: path });
    expect(await authorizationOf(hub.reader)).toBe(
      'Bearer not-a-real-token-of-a-plugin',
    );
  });

  it('starts with a cluster that is away', async () => {
    const [hub] = await readOwn({
      name: 'hub',
      url: 'https://127.0.0.1:1',
      serviceAccountToken: 'not-a-real-token',
    });
    await expect(
      hub.reader.request({ method: 'GET', path: '/' }),
    ).rejects.toThrow('ECONNREFUSED');
  });

  it('says what is wrong with a kubeconfig, naming its path', async () => {
    const missing = join(directory, 'missing');
    const at = 'centralSecrets.clusters[0] (hub): kubeconfig';
    await expect(readOwn({ name: 'hub', kubeconfig: missing })).rejects.toThrow(
      `${at} ${missing} could not be read: ENOENT`,
    );

    await writeFile(path, 'clusters: [{ name: hub }]');
    await expect(readOwn({ name: 'hub', kubeconfig: path })).rejects.toThrow(
      `${at} ${path} is not a kubeconfig: clusters[0].cluster is missing`,
    );
    await writeFile(path, 'token: "not-a-real-token');
    await expect(readOwn({ name: 'hub', kubeconfig: path })).rejects.toThrow(
      /^((?!not-a-real-token).)*is not a kubeconfig((?!not-a-real-token).)*$/,
    );

    await writeFile(path, kubeconfig(server.url, '{ token: x }'));
    await expect(
      readOwn({ name: 'hub', kubeconfig: path, context: 'third' }),
    ).rejects.toThrow(
      `${at} ${path} has no context 'third' (it has: first, second, lost)`,
    );
    await expect(
      readOwn({ name: 'hub', kubeconfig: path, context: 'lost' }),
    ).rejects.toThrow(`${at} ${path}, context 'lost': no cluster 'gone'`);
  });

  const token = { serviceAccountToken: 'not-a-real-token' };
  const url = 'https://kubernetes.example:6443';

  it('takes the clusters of the Kubernetes plugin, and says which it cannot take', async () => {
    const clusters = await read({
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'gke', projectId: 'x' },
          {
            type: 'config',
            clusters: [
              {
                name: 'hub',
                url: server.url,
                authProvider: 'serviceAccount',
                serviceAccountToken: 'not-a-real-token',
                caData: Buffer.from(testCertificate().cert).toString('base64'),
              },
              { name: 'cloud', url, authProvider: 'google' },
              { name: 'half', authProvider: 'serviceAccount' },
            ],
          },
        ],
      },
    });
    expect(clusters.map(({ name }) => name)).toEqual(['hub']);
    expect(
      skipped.map(each => ({ ...each, reason: renderMessage(each.reason) })),
    ).toEqual([
      {
        name: null,
        reason: expect.stringContaining("located by 'gke' cannot be watched"),
      },
      {
        name: 'cloud',
        reason: expect.stringContaining("authProvider 'google' signs in"),
      },
      { name: 'half', reason: 'The url is missing' },
    ]);
    expect(await authorizationOf(clusters[0].reader)).toBe(
      'Bearer not-a-real-token',
    );
    expect(logger.warn.mock.calls.flat()).toEqual([
      expect.stringContaining("Clusters located by 'gke' cannot be watched"),
      expect.stringContaining("(cloud): The authProvider 'google' signs in"),
      expect.stringContaining('(half): The url is missing'),
    ]);
  });

  it('prefers its own section, and says when there is no cluster at all', async () => {
    await read({
      centralSecrets: { clusters: [] },
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'config', clusters: [{ name: 'hub', url, ...token }] },
        ],
      },
    });
    expect(opened).toEqual([]);
    expect(skipped).toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('No cluster is configured'),
    );
  });
});
