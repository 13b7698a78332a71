import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { requestToken } from '../framework/hub';
import { writeKubeconfig } from '../framework/kubeconfig';
import { KubernetesApi } from '../framework/kubernetesApi';
import { createObject } from '../framework/objects';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { theWorld } from '../jest/globals';
import { callWait } from './callWait';

const NAMESPACE = 'wait-rights';
const ACCOUNT = 'central-secrets-wait';

describe('the account of deploy/base/wait', () => {
  const { platform } = theWorld();
  const { controlPlane } = platform;
  let kubeconfig: string;
  let own: KubernetesApi;

  beforeAll(async () => {
    await createObject(platform.api, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: NAMESPACE,
        labels: { 'secrets/gh-docker-registry': 'true' },
      },
    });
    const overlay = join(platform.directory, 'wait-overlay');
    await mkdir(overlay, { recursive: true });
    const base = join(REPOSITORY_DIRECTORY, 'deploy/base/wait');
    await writeFile(
      join(overlay, 'kustomization.yaml'),
      stringify({
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        namespace: NAMESPACE,
        resources: [relative(overlay, base)],
      }),
    );
    await controlPlane.kubectl.run(['apply', '--server-side', '-k', overlay]);
    const identity = {
      ...platform.api.identity,
      token: await requestToken(controlPlane, ACCOUNT, NAMESPACE),
    };
    kubeconfig = join(overlay, 'kubeconfig');
    await writeKubeconfig(kubeconfig, ACCOUNT, identity);
    own = new KubernetesApi(identity);
  });
  afterAll(() => own.close());

  it('is enough to wait for the deliveries of its namespace', async () => {
    const { code, deliveries } = await callWait([
      ...['--kubeconfig', kubeconfig, '--namespace', NAMESPACE],
      ...['--since', 'generation=1', '--timeout', '60s'],
    ]);
    expect(deliveries).toMatchObject([{ state: 'synced', outcome: 'done' }]);
    expect(code).toBe(0);
  });

  it('waits for the next sync, too', async () => {
    await expect(
      callWait([
        ...['--kubeconfig', kubeconfig, '--namespace', NAMESPACE],
        ...['--timeout', '60s'],
      ]),
    ).resolves.toMatchObject({ code: 0 });
  });

  it('cannot wait in another namespace, and says so', async () => {
    await expect(
      callWait(['--kubeconfig', kubeconfig, '--namespace', 'backstage']),
    ).resolves.toMatchObject({ code: 4, outcome: 'unknown' });
  });

  it.each([
    `/api/v1/namespaces/${NAMESPACE}/secrets`,
    `/api/v1/namespaces/${NAMESPACE}/secrets/gh-docker-registry-creds`,
    '/apis/external-secrets.io/v1/externalsecrets',
  ])('cannot read %s', async path => {
    await expect(own.ask('GET', path)).resolves.toMatchObject({ status: 403 });
  });

  it('cannot change an ExternalSecret', async () => {
    const path = `/apis/external-secrets.io/v1/namespaces/${NAMESPACE}/externalsecrets/gh-docker-registry-creds`;
    await expect(
      own.ask('PATCH', path, { metadata: { annotations: { a: 'b' } } }),
    ).resolves.toMatchObject({ status: 403 });
  });
});
