import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  makeScratchDirectory,
  runToEnd,
  waitFor,
} from '@central-secrets/dev-tools';
import { stringify } from 'yaml';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { Platform } from '../framework/platform';
import { requestToken } from '../framework/hub';
import { Vault } from '../framework/vault';

const DEPLOYED = join(REPOSITORY_DIRECTORY, 'deploy/internal-distribution');
const COMMAND = join(REPOSITORY_DIRECTORY, 'packages/cli/bin/central-secrets');

/** The namespace and the role of section 5a.7.2 of the RFC. */
const NAMESPACE = 'external-secrets';
const ROLE = 'external-secrets';

/** `deploy/internal-distribution` on the platform's cluster, and a Vault that nothing is set up in. */
export class VaultHub {
  private constructor(
    readonly platform: Platform,
    readonly vault: Vault,
    readonly directory: string,
    /** Vault's own record of each request. */
    readonly auditLog: string,
    /** With the policy of deploy/internal-distribution/vault/vault-setup.hcl. */
    readonly setupToken: string,
  ) {}

  static async start(platform: Platform): Promise<VaultHub> {
    const vault = await Vault.startEmpty();
    const directory = await makeScratchDirectory();
    const auditLog = join(directory, 'audit.log');
    await vault.ask('POST', 'sys/audit/file', {
      type: 'file',
      options: { file_path: auditLog },
    });
    const policy = await readFile(
      join(DEPLOYED, 'vault/vault-setup.hcl'),
      'utf8',
    );
    const setupToken = await vault.createToken('vault-setup', policy);
    const hub = new VaultHub(platform, vault, directory, auditLog, setupToken);
    await hub.#applyStore();
    return hub;
  }

  /** Applies the store and the account that reviews tokens, with the addresses of this run. */
  async #applyStore(): Promise<void> {
    const { controlPlane } = this.platform;
    await controlPlane.kubectl.apply({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'vault-backend-ca', namespace: NAMESPACE },
      data: { 'ca.crt': this.vault.authority },
    });
    await this.apply('store', {
      resources: ['', 'token-reviewer'],
      patches: [
        {
          target: { kind: 'ClusterSecretStore', name: 'vault-backend' },
          patch: stringify([
            {
              op: 'replace',
              path: '/spec/provider/vault/server',
              value: this.vault.url,
            },
          ]),
        },
      ],
    });
  }

  /** Applies a kustomization; its resources and components are below deploy/internal-distribution. */
  async apply(
    name: string,
    {
      resources,
      components = [],
      ...rest
    }: {
      resources: readonly string[];
      components?: readonly string[];
      [field: string]: unknown;
    },
  ): Promise<void> {
    const folder = join(this.directory, name);
    await mkdir(folder, { recursive: true });
    const deployed = (path: string) => relative(folder, join(DEPLOYED, path));
    await writeFile(
      join(folder, 'kustomization.yaml'),
      stringify({
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: resources.map(deployed),
        components: components.map(deployed),
        ...rest,
      }),
    );
    await this.platform.controlPlane.kubectl.run([
      ...['apply', '--server-side', '--force-conflicts', '-k', folder],
    ]);
  }

  /** Runs `central-secrets vault-setup` for this Vault outside of the cluster. */
  async setUp(...args: string[]): Promise<{ code: number; output: string }> {
    const { controlPlane } = this.platform;
    const file = async (name: string, text: string) => {
      const path = join(this.directory, name);
      await writeFile(path, text, { mode: 0o600 });
      return path;
    };
    const reviewer = await requestToken(
      controlPlane,
      'vault-token-reviewer',
      NAMESPACE,
    );
    const outcome = await runToEnd(
      process.execPath,
      [
        ...[COMMAND, 'vault-setup', '--kubernetes-host', controlPlane.url],
        '--kubernetes-ca-file',
        await file(
          'kubernetes-ca.crt',
          controlPlane.api.identity.certificateAuthority,
        ),
        ...['--reviewer-token-file', await file('reviewer.token', reviewer)],
        ...args,
      ],
      {
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          VAULT_ADDR: this.vault.url,
          VAULT_TOKEN_FILE: await file('vault.token', this.setupToken),
          VAULT_CACERT: await file('vault-ca.crt', this.vault.authority),
        },
      },
    );
    const output = outcome.output + outcome.errors;
    for (const token of [reviewer, this.setupToken]) {
      if (output.includes(token)) {
        throw new Error('vault-setup has printed a token');
      }
    }
    return { code: outcome.code ?? -1, output };
  }

  /** Returns when the operator can log in with the store. */
  async untilReady(): Promise<void> {
    const path =
      '/apis/external-secrets.io/v1/clustersecretstores/vault-backend';
    await waitFor(
      async () => {
        const store = await this.platform.api.get(path);
        return store?.status?.conditions?.some(
          ({ type, status }: { type: string; status: string }) =>
            type === 'Ready' && status === 'True',
        );
      },
      { reason: 'the ClusterSecretStore vault-backend to be Ready' },
    );
  }

  /** Logs in to Vault as a service account. */
  async logIn(
    namespace: string,
    account: string,
    audiences: readonly string[] | undefined = ['vault'],
  ): Promise<{ status: number; token: string }> {
    const { status, body } = await this.platform.api.ask(
      'POST',
      `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 600, audiences },
      },
    );
    if (status !== 201) {
      throw new Error(`no token for ${account}: ${status} ${body?.message}`);
    }
    return this.vault.logIn('kubernetes', ROLE, body.status.token);
  }

  /** Removes what the tests applied, and stops Vault. */
  async end(): Promise<void> {
    const { kubectl } = this.platform.controlPlane;
    await kubectl.run([
      ...[
        'delete',
        'clustersecretstore',
        'vault-backend',
        '--ignore-not-found',
      ],
    ]);
    await kubectl.run([
      ...['delete', 'clusterrolebinding', 'vault-token-reviewer'],
      '--ignore-not-found',
    ]);
    await this.vault.stop();
  }
}
