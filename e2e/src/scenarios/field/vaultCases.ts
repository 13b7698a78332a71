import { freePort } from '@central-secrets/dev-tools';
import { secret } from '../../acceptance/manifests';
import { Vault } from '../../framework/vault';
import { untilStore } from '../cases/storeScripts';
import { ScenarioCase } from '../scenario';
import { Scene, SceneDistribution } from '../scene';

/** The namespace of the stores' own credentials. */
const CREDENTIALS = 'external-secrets';

/** May read what the cases keep. */
const READ_CASES = `
  path "secret/data/cases/*" { capabilities = ["read"] }
  path "old/cases/*" { capabilities = ["read"] }`;

interface StoreTweaks {
  readonly server?: string;
  readonly path?: string;
  readonly version?: 'v1' | 'v2';
  readonly caBundle?: string;
  readonly auth?: object;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function vaultStore(scene: Scene, vault: Vault, tweaks: StoreTweaks = {}) {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: scene.name },
    spec: {
      provider: {
        vault: {
          server: vault.url,
          path: 'secret',
          version: 'v2',
          caBundle: base64(vault.authority),
          auth: {
            tokenSecretRef: {
              name: scene.name,
              namespace: CREDENTIALS,
              key: 'token',
            },
          },
          ...tweaks,
        },
      },
    },
  };
}

function credential(scene: Scene, token: string) {
  return secret(CREDENTIALS, scene.name, { token });
}

/** A store with a credential of its own that may read, and the case's secret behind it. */
async function prepareStore(
  scene: Scene,
  vault: Vault,
  {
    policy = READ_CASES,
    data = { token: scene.cluster.newValue() },
    ...tweaks
  }: StoreTweaks & { policy?: string; data?: Record<string, unknown> } = {},
): Promise<string> {
  const token = await vault.createToken(scene.name, policy);
  await vault.write(`cases/${scene.name}`, data);
  await scene.apply(credential(scene, token), vaultStore(scene, vault, tweaks));
  return token;
}

/** The case's distribution, which reads the case's secret unless told. */
function requestFromVault(
  scene: Scene,
  tweaks: SceneDistribution = {},
): Promise<void> {
  return scene.request({
    store: scene.name,
    source: `cases/${scene.name}`,
    ...tweaks,
  });
}

/** A situation in which the store is not Ready before anything is requested. */
function storeDown(
  about: Pick<ScenarioCase, 'name' | 'what'>,
  cause: ScenarioCase['expected']['cause'],
  prepare: (scene: Scene) => Promise<unknown>,
): ScenarioCase {
  return {
    ...about,
    script: async scene => {
      await prepare(scene);
      await untilStore(scene, 'False');
      await requestFromVault(scene);
    },
    expected: { state: 'store-unavailable', cause, remedyBy: 'platform' },
  };
}

/** The login of a store with a service account. */
function kubernetesLogin(mountPath: string, account: string) {
  return {
    kubernetes: {
      mountPath,
      role: 'reader',
      serviceAccountRef: { name: account, namespace: CREDENTIALS },
    },
  };
}

/** Each is about a real Vault. */
export function vaultCases(
  vaultOf: () => Vault,
  sealableOf: () => Vault,
): readonly ScenarioCase[] {
  const deliver = async (scene: Scene, tweaks?: SceneDistribution) => {
    await requestFromVault(scene, tweaks);
    await scene.until('synced');
  };
  return [
    {
      name: 'vault-delivered',
      what: 'A store logs in to Vault with a token, and the secret is there',
      script: async scene => {
        await prepareStore(scene, vaultOf());
        await requestFromVault(scene);
      },
      expected: { state: 'synced' },
    },
    {
      name: 'vault-path-missing',
      what: 'Vault has no secret at this path',
      script: async scene => {
        await prepareStore(scene, vaultOf());
        await requestFromVault(scene, { source: 'cases/nope' });
      },
      expected: {
        state: 'failed',
        cause: 'source-missing',
        remedyBy: 'platform',
      },
    },
    {
      name: 'vault-property-missing',
      what: 'The secret in Vault does not have the property',
      script: async scene => {
        await prepareStore(scene, vaultOf());
        await requestFromVault(scene, { property: 'nope' });
      },
      expected: {
        state: 'failed',
        cause: 'property-missing',
        remedyBy: 'platform',
      },
    },
    {
      name: 'vault-secret-deleted',
      what: 'The newest version of the secret is deleted in Vault',
      script: async scene => {
        await prepareStore(scene, vaultOf());
        await vaultOf().ask('DELETE', `secret/data/cases/${scene.name}`);
        await requestFromVault(scene);
      },
      expected: { state: 'failed', cause: 'source-missing' },
    },
    {
      name: 'vault-path-denied',
      what: "The store's policy does not allow to read this path",
      script: async scene => {
        await prepareStore(scene, vaultOf(), {
          policy: 'path "secret/data/other" { capabilities = ["read"] }',
        });
        await requestFromVault(scene);
      },
      expected: {
        state: 'failed',
        cause: 'permission',
        evidence: '403',
        remedyBy: 'platform',
      },
    },
    {
      name: 'vault-mount-in-key',
      what: 'The key repeats "data/", which the store adds itself',
      script: async scene => {
        await prepareStore(scene, vaultOf());
        await requestFromVault(scene, { source: `data/cases/${scene.name}` });
      },
      expected: { state: 'failed', cause: 'permission' },
    },
    {
      name: 'vault-version-1-of-2',
      what: 'The store reads version 1 of the KV engine, and Vault has version 2',
      script: async scene => {
        await prepareStore(scene, vaultOf(), {
          version: 'v1',
          policy: 'path "secret/*" { capabilities = ["read"] }',
        });
        await requestFromVault(scene);
      },
      expected: { state: 'failed', cause: 'source-missing' },
    },
    {
      name: 'vault-version-2-of-1',
      what: 'The store reads version 2 of the KV engine, and Vault has version 1',
      script: async scene => {
        await prepareStore(scene, vaultOf(), {
          path: 'old',
          policy: 'path "old/*" { capabilities = ["read"] }',
        });
        await vaultOf().ask('POST', `old/cases/${scene.name}`, {
          token: scene.cluster.newValue(),
        });
        await requestFromVault(scene);
      },
      expected: { state: 'failed', cause: 'source-missing' },
    },
    {
      name: 'vault-mount-missing',
      what: 'Vault has no engine at the path of the store',
      script: async scene => {
        await prepareStore(scene, vaultOf(), {
          path: 'nope',
          policy: 'path "*" { capabilities = ["read"] }',
        });
        await requestFromVault(scene);
      },
      expected: { state: 'failed', cause: 'source-missing' },
    },
    {
      name: 'vault-old-engine',
      what: 'The store and Vault both have version 1 of the KV engine',
      script: async scene => {
        await prepareStore(scene, vaultOf(), { path: 'old', version: 'v1' });
        await vaultOf().ask('POST', `old/cases/${scene.name}`, {
          token: scene.cluster.newValue(),
        });
        await requestFromVault(scene);
      },
      expected: { state: 'synced' },
    },
    {
      name: 'vault-nested-value',
      what: 'The property is a path into a nested value',
      script: async scene => {
        await prepareStore(scene, vaultOf(), {
          data: { database: { password: scene.cluster.newValue() } },
        });
        await requestFromVault(scene, { property: 'database.password' });
      },
      expected: { state: 'synced' },
    },
    {
      name: 'vault-extracted',
      what: 'All properties of a secret in Vault are copied',
      script: async scene => {
        await prepareStore(scene, vaultOf());
        await requestFromVault(scene, {
          spec: {
            data: undefined,
            dataFrom: [{ extract: { key: `cases/${scene.name}` } }],
          },
        });
      },
      expected: { state: 'synced' },
    },
    {
      name: 'vault-find-forbidden',
      what: 'Secrets are searched in Vault, and the policy does not allow to list',
      script: async scene => {
        await prepareStore(scene, vaultOf());
        await requestFromVault(scene, {
          spec: {
            data: undefined,
            dataFrom: [{ find: { path: 'cases', name: { regexp: '.*' } } }],
          },
        });
      },
      expected: { state: 'failed', cause: 'permission' },
    },
    {
      name: 'vault-rotated',
      what: 'The value changes in Vault, and the copy is refreshed',
      script: async scene => {
        await prepareStore(scene, vaultOf());
        await deliver(scene, { spec: { refreshInterval: '3s' } });
        await vaultOf().write(`cases/${scene.name}`, {
          token: scene.cluster.newValue(),
        });
      },
      expected: { state: 'synced' },
    },
    storeDown(
      {
        name: 'vault-token-invalid',
        what: "Vault does not know the store's token",
      },
      'store-login',
      async scene => {
        await scene.apply(
          credential(scene, 'not-a-real-token'),
          vaultStore(scene, vaultOf()),
        );
      },
    ),
    {
      name: 'vault-token-revoked',
      what: "The store's token is revoked while the store is Ready",
      script: async scene => {
        const token = await prepareStore(scene, vaultOf());
        await deliver(scene, { spec: { refreshInterval: '2s' } });
        await vaultOf().revoke(token);
        await untilStore(scene, 'False');
      },
      expected: {
        state: 'store-unavailable',
        cause: 'store-login',
        remedyBy: 'platform',
      },
    },
    storeDown(
      {
        name: 'vault-credential-missing',
        what: "The Secret with the store's token does not exist",
      },
      'store-login',
      async scene => {
        await scene.apply(vaultStore(scene, vaultOf()));
      },
    ),
    storeDown(
      {
        name: 'vault-credential-key-missing',
        what: "The Secret with the store's token does not have the key",
      },
      'store-login',
      async scene => {
        await scene.apply(
          secret(CREDENTIALS, scene.name, { other: 'not-a-real-token' }),
          vaultStore(scene, vaultOf()),
        );
      },
    ),
    storeDown(
      {
        name: 'vault-certificate-unknown',
        what: "The store does not trust the authority of Vault's certificate",
      },
      'provider-unavailable',
      async scene => {
        await prepareStore(scene, vaultOf(), { caBundle: undefined });
      },
    ),
    storeDown(
      {
        name: 'vault-no-route',
        what: 'Vault does not listen at the address of the store',
      },
      'provider-unavailable',
      async scene => {
        await prepareStore(scene, vaultOf(), {
          server: `https://127.0.0.1:${await freePort()}`,
        });
      },
    ),
    storeDown(
      {
        name: 'vault-unknown-host',
        what: 'The host of the store does not exist',
      },
      'provider-unavailable',
      async scene => {
        await prepareStore(scene, vaultOf(), {
          server: 'https://vault.example.invalid:8200',
        });
      },
    ),
    storeDown(
      {
        name: 'vault-login-unknown',
        what: 'Vault does not have the login method of the store',
      },
      'store-login',
      async scene => {
        await prepareStore(scene, vaultOf(), {
          auth: kubernetesLogin('nope', 'external-secrets'),
        });
      },
    ),
    storeDown(
      {
        name: 'vault-login-account-missing',
        what: 'The service account that the store logs in with does not exist',
      },
      'store-login',
      async scene => {
        await prepareStore(scene, vaultOf(), {
          auth: kubernetesLogin('kubernetes', 'nope'),
        });
      },
    ),
    {
      name: 'vault-sealed',
      what: 'Vault is sealed while its store is Ready',
      script: async scene => {
        await prepareStore(scene, sealableOf());
        await deliver(scene, { spec: { refreshInterval: '2s' } });
        await sealableOf().seal();
      },
      expected: {
        state: 'store-unavailable',
        cause: 'provider-unavailable',
        remedyBy: 'platform',
      },
    },
  ];
}
