import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { ControlPlane } from './controlPlane';
import { REPOSITORY_DIRECTORY } from './paths';
import { waitFor } from '@central-secrets/dev-tools';

/** The namespace of the source secrets. */
export const HUB_NAMESPACE = 'central-secret-store';

/** Every source secret that deploy/ names, and its keys. */
export const SOURCE_SECRETS: Readonly<Record<string, readonly string[]>> = {
  'github-pat': ['username', 'token', 'image-repo-url', 'git-repo-url'],
  'github-oauth': ['client-id', 'client-secret', 'token'],
  'kargo-admin-credentials': [
    'ADMIN_ACCOUNT_PASSWORD_HASH',
    'ADMIN_ACCOUNT_TOKEN_SIGNING_KEY',
  ],
  'cloudflare-api-token': ['api-token'],
  'code-server-ssh-key': ['ssh-privatekey'],
  'market-making-kucoin-credentials': ['api-key', 'api-secret', 'passphrase'],
  'talos-config': ['talosconfig'],
  'wildcard-tls': ['tls.crt', 'tls.key'],
};

/** How to apply the hub of deploy/overlays/hub. */
export interface HubOptions {
  readonly controlPlane: ControlPlane;
  /** A YAML file with the operator's resource definitions. */
  readonly customResourceDefinitions: string;
  /** For the overlay that is made here. */
  readonly directory: string;
  /** The operator's refresh interval, in seconds, instead of an hour. */
  readonly refreshSeconds: number;
  /** The value of each key of each source secret. */
  readonly valueOf: (secret: string, key: string) => string;
  /** One of deploy/overlays; default `hub`. */
  readonly overlay?: 'hub' | 'platform';
}

/**
 * The objects that the operator's chart installs besides its resource
 * definitions and roles.
 */
const OPERATOR_ACCOUNT = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'external-secrets' },
  },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'external-secrets', namespace: 'external-secrets' },
  },
];

/**
 * Applies the operator's resource definitions and its account, an overlay of
 * deploy/ without changes (except the refresh interval and the API server's
 * address), and the source secrets.
 */
export async function applyHub(options: HubOptions): Promise<void> {
  const { controlPlane } = options;
  const { kubectl } = controlPlane;
  await applyDefinitions(controlPlane, options.customResourceDefinitions);
  await kubectl.apply(...OPERATOR_ACCOUNT);
  const overlay = await writeOverlay(options);
  await kubectl.run(['apply', '--server-side', '-k', overlay]);
  await kubectl.apply(
    ...Object.entries(SOURCE_SECRETS).map(([name, keys]) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: HUB_NAMESPACE },
      stringData: Object.fromEntries(
        keys.map(key => [key, options.valueOf(name, key)]),
      ),
    })),
  );
}

/** Applies the operator's resource definitions, and returns when they are served. */
export async function applyDefinitions(
  { kubectl }: ControlPlane,
  file: string,
): Promise<void> {
  await kubectl.run(['apply', '--server-side', '-f', file]);
  await kubectl.run([
    'wait',
    '--for=condition=Established',
    '--timeout=60s',
    'customresourcedefinitions',
    '--all',
  ]);
}

/** Returns when the operator has found the hub's store usable. */
export async function waitForStore(controlPlane: ControlPlane): Promise<void> {
  await waitFor(
    async () => {
      const store = await controlPlane.api.get(
        '/apis/external-secrets.io/v1/clustersecretstores/central-secret-store',
      );
      return store?.status?.conditions?.some(
        (condition: { type: string; status: string }) =>
          condition.type === 'Ready' && condition.status === 'True',
      );
    },
    { reason: 'the ClusterSecretStore central-secret-store to be Ready' },
  );
}

/**
 * Requests a token of a service account, by default one of Backstage's.
 */
export async function requestToken(
  controlPlane: ControlPlane,
  account: string,
  namespace = 'backstage',
): Promise<string> {
  const { status, body } = await controlPlane.api.ask(
    'POST',
    `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
    {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 86_400 },
    },
  );
  if (status !== 201) {
    throw new Error(`no token for ${account}: ${status} ${body?.message}`);
  }
  return body.status.token;
}

async function writeOverlay(options: HubOptions): Promise<string> {
  const overlay = join(options.directory, 'overlay');
  await mkdir(overlay, { recursive: true });
  const deployed = join(
    REPOSITORY_DIRECTORY,
    'deploy/overlays',
    options.overlay ?? 'hub',
  );
  const interval = `${options.refreshSeconds}s`;
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    // kustomize accepts no absolute path here.
    resources: [relative(overlay, deployed)],
    patches: [
      patch('ClusterExternalSecret', [
        ['replace', '/spec/refreshTime', interval],
        ['replace', '/spec/externalSecretSpec/refreshInterval', interval],
      ]),
      patch('ClusterSecretStore', [
        [
          'add',
          '/spec/provider/kubernetes/server/url',
          options.controlPlane.url,
        ],
      ]),
    ],
  };
  await writeFile(
    join(overlay, 'kustomization.yaml'),
    stringify(kustomization),
  );
  return overlay;
}

function patch(kind: string, steps: readonly [string, string, string][]) {
  return {
    target: { kind },
    patch: stringify(steps.map(([op, path, value]) => ({ op, path, value }))),
  };
}
