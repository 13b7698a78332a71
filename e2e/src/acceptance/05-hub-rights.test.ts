import { HUB_NAMESPACE } from '../framework/hub';
import { KubernetesApi } from '../framework/kubernetesApi';
import { INDEX_NAMESPACE } from '../hubIndex/indexedHub';
import { theWorld } from '../jest/globals';
import {
  readExternalSecret,
  readSecret,
  untilUpdateFailed,
  valuesOf,
} from './cluster';
import { distribution, namespace, secret } from './manifests';
import { waitFor } from '@central-secrets/dev-tools';

const SECRETS = `/api/v1/namespaces/${HUB_NAMESPACE}/secrets`;
const DISTRIBUTIONS = '/apis/external-secrets.io/v1/clusterexternalsecrets';
const TRUSTED = `/api/v1/namespaces/${HUB_NAMESPACE}/configmaps/central-secrets-access`;

describe('the roles of the hub', () => {
  const { platform } = theWorld();
  const { kubectl } = platform.controlPlane;
  const owner = platform.api.as('petra', ['platform-team']);
  const auditor = platform.api.as('anna', ['platform-auditors']);
  const source = (token: string) =>
    secret(HUB_NAMESPACE, 'owned-source', { token });

  afterAll(async () => {
    await Promise.all([owner.close(), auditor.close()]);
    await platform.api.ask('DELETE', `${SECRETS}/owned-source`);
  });

  const statusOf = async (
    api: KubernetesApi,
    ...request: Parameters<KubernetesApi['ask']>
  ) => (await api.ask(...request)).status;

  it('owners create and replace a credential, and cannot read any', async () => {
    const created = await owner.ask('POST', SECRETS, source('not-a-token-1'));
    expect(created.status).toBe(201);
    const path = `${SECRETS}/owned-source`;
    const exchanged = await owner.ask('PUT', path, source('not-a-token-2'));
    expect(exchanged.status).toBe(200);
    const now = await readSecret(HUB_NAMESPACE, 'owned-source');
    expect(valuesOf(now!)).toEqual({ token: 'not-a-token-2' });

    expect(await statusOf(owner, 'GET', path)).toBe(403);
    expect(await statusOf(owner, 'GET', SECRETS)).toBe(403);
    expect(await statusOf(owner, 'GET', '/api/v1/secrets')).toBe(403);
  });

  it('owners cannot patch Secrets or delete a collection of them, because the answers contain the values', async () => {
    const path = `${SECRETS}/owned-source`;
    const admin = platform.api;
    const patched = await admin.ask('PATCH', path, {});
    expect(patched.body.data).toHaveProperty('token');
    const dryRun = 'dryRun=All&labelSelector=!no-such-label';
    const collection = await admin.ask('DELETE', `${SECRETS}?${dryRun}`);
    expect(JSON.stringify(collection.body)).toContain(
      Buffer.from('not-a-token-2').toString('base64'),
    );
    expect(await statusOf(owner, 'PATCH', path, {})).toBe(403);
    expect(await statusOf(owner, 'DELETE', `${SECRETS}?${dryRun}`)).toBe(403);
    expect((await admin.ask('DELETE', path)).body.kind).toBe('Status');
  });

  it('owners replace a credential with kubectl, as the documentation says', async () => {
    const impersonation = ['--as=petra', '--as-group=platform-team'];
    const asOwner = (args: string[], input?: string) =>
      kubectl.run(['-n', HUB_NAMESPACE, ...args, ...impersonation], input);
    const create = ['create', 'secret', 'generic', 'owned-source'];
    await asOwner([...create, '--from-literal=token=not-a-token-3']);
    const manifest = await kubectl.run([
      ...[...create, '--from-literal=token=not-a-token-4'],
      ...['--dry-run=client', '-o', 'yaml'],
    ]);
    await asOwner(['replace', '-f', '-'], manifest);
    const now = await readSecret(HUB_NAMESPACE, 'owned-source');
    expect(valuesOf(now!)).toEqual({ token: 'not-a-token-4' });
  });

  it('owners write distributions, but none into a protected namespace', async () => {
    const good = distribution('owned', { source: 'owned-source' });
    expect(await statusOf(owner, 'POST', DISTRIBUTIONS, good)).toBe(201);
    const bad = distribution('owned-badly', {
      selector: { matchLabels: { 'kubernetes.io/metadata.name': 'default' } },
    });
    expect(await statusOf(owner, 'POST', DISTRIBUTIONS, bad)).toBe(201);
    const worse = distribution('owned-worse', {
      selector: {
        matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
      },
    });
    expect(await statusOf(owner, 'POST', DISTRIBUTIONS, worse)).toBe(403);
    for (const name of ['owned', 'owned-badly']) {
      const path = `${DISTRIBUTIONS}/${name}`;
      expect(await statusOf(owner, 'DELETE', path)).toBe(200);
    }
  });

  it('auditors see the distributions and the trusted identities, and change nothing', async () => {
    const policies =
      '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies';
    for (const path of [
      DISTRIBUTIONS,
      '/apis/external-secrets.io/v1/externalsecrets',
      '/apis/external-secrets.io/v1/clustersecretstores',
      '/api/v1/namespaces',
      '/apis/rbac.authorization.k8s.io/v1/clusterroles',
      policies,
      TRUSTED,
    ]) {
      expect([path, await statusOf(auditor, 'GET', path)]).toEqual([path, 200]);
    }
    for (const path of [SECRETS, '/api/v1/secrets', '/api/v1/configmaps']) {
      expect([path, await statusOf(auditor, 'GET', path)]).toEqual([path, 403]);
    }
    const mine = distribution('audited');
    expect(await statusOf(auditor, 'POST', DISTRIBUTIONS, mine)).toBe(403);
    expect(await statusOf(auditor, 'PATCH', TRUSTED, {})).toBe(403);
  });

  it.each(['kube-public', INDEX_NAMESPACE])(
    'the store serves no copy to %s, even when a trusted identity has labeled it',
    async name => {
      await kubectl.apply(namespace(name));
      const label = (value: string) =>
        kubectl.run(['label', 'namespace', name, value]);
      await label('secrets/gh-oauth-credentials=true');
      try {
        expect(await untilUpdateFailed(name, 'gh-oauth')).toContain(
          `using cluster store "central-secret-store" is not allowed from namespace "${name}": denied by spec.condition`,
        );
        expect(await readSecret(name, 'gh-oauth')).toBeUndefined();
      } finally {
        await label('secrets/gh-oauth-credentials-');
      }
      await waitFor(async () => !(await readExternalSecret(name, 'gh-oauth')), {
        reason: 'the ExternalSecret to be gone',
      });
    },
  );
});
