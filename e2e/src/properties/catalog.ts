import fc from 'fast-check';
import { HUB_NAMESPACE, SOURCE_SECRETS } from '../framework/hub';
import { KubernetesObject } from '../framework/kubernetesApi';
import { decoded, secretIn } from './observe';

type Values = Readonly<Record<string, string>>;

/** The promises of deploy/base/distributions, one by one. */
export interface CatalogEntry {
  readonly label: string;
  readonly secret: string;
  readonly type: string;
  readonly secretType: string;
  /**
   * The labels by which consumers find the Secret, besides those of every copy.
   */
  readonly consumerLabels?: Values;
  readonly source: string;
  readonly values: (source: Values) => Values;
}

const opaque = (
  label: string,
  secret: string,
  secretType: string,
  source: string,
  values: (source: Values) => Values,
  consumerLabels?: Values,
): CatalogEntry => ({
  label: `secrets/${label}`,
  secret,
  type: 'Opaque',
  secretType,
  consumerLabels,
  source,
  values,
});

const asItIs = (source: Values) => source;

/** Every distribution of the hub, and what it makes of its source. */
export const CATALOG: readonly CatalogEntry[] = [
  {
    label: 'secrets/gh-docker-registry',
    secret: 'gh-docker-registry-creds',
    type: 'kubernetes.io/dockerconfigjson',
    secretType: 'docker-registry',
    source: 'github-pat',
    values: ({ username, token }) => ({
      '.dockerconfigjson': JSON.stringify({
        auths: {
          'ghcr.io': {
            username,
            password: token,
            auth: Buffer.from(`${username}:${token}`).toString('base64'),
          },
        },
      }),
    }),
  },
  opaque(
    'gh-oauth-credentials',
    'gh-oauth',
    'oauth',
    'github-oauth',
    source => ({
      GITHUB_CLIENT_ID: source['client-id'],
      GITHUB_CLIENT_SECRET: source['client-secret'],
      GITHUB_TOKEN: source.token,
    }),
  ),
  opaque(
    'kargo-docker-registry',
    'kargo-docker-registry-creds',
    'docker-registry',
    'github-pat',
    source => ({
      username: source.username,
      password: source.token,
      repoURL: source['image-repo-url'],
    }),
    { 'kargo.akuity.io/cred-type': 'image' },
  ),
  opaque(
    'gh-git-credentials',
    'git-credentials',
    'git',
    'github-pat',
    source => ({
      username: source.username,
      password: source.token,
      repoURL: source['git-repo-url'],
      url: source['git-repo-url'],
      type: 'git',
    }),
    {
      'kargo.akuity.io/cred-type': 'git',
      'argocd.argoproj.io/secret-type': 'repository',
    },
  ),
  opaque(
    'kargo-admin-credentials',
    'kargo-admin-credentials',
    'kargo-admin',
    'kargo-admin-credentials',
    asItIs,
  ),
  opaque(
    'cloudflare-api-token',
    'cloudflare-api-token',
    'dns-api',
    'cloudflare-api-token',
    asItIs,
  ),
  opaque(
    'code-server-ssh-key',
    'code-server-ssh-key',
    'ssh',
    'code-server-ssh-key',
    asItIs,
  ),
  opaque(
    'metrics-service-credentials',
    'metrics-service-credentials',
    'exchange-api',
    'market-making-kucoin-credentials',
    asItIs,
  ),
  opaque('talos-config', 'talos-config', 'talos', 'talos-config', asItIs),
  {
    label: 'secrets/wildcard-tls',
    secret: 'wildcard-tls',
    type: 'kubernetes.io/tls',
    secretType: 'tls',
    source: 'wildcard-tls',
    values: asItIs,
  },
];

/** The current values of every source secret in the hub. */
export async function readSources(): Promise<Map<string, Values>> {
  return new Map(
    await Promise.all(
      Object.keys(SOURCE_SECRETS).map(
        async name =>
          [name, decoded(await secretIn(HUB_NAMESPACE, name))] as const,
      ),
    ),
  );
}

/** The entries that a namespace with these labels requests. */
export function askedFor(labels: Values): CatalogEntry[] {
  return CATALOG.filter(({ label }) => labels[label] === 'true');
}

/** Random request labels: some are requests, others only look like them. */
export function requestLabels(
  constraints: { minAsked?: number } = {},
): fc.Arbitrary<Record<string, string>> {
  const every = CATALOG.map(({ label }) => label);
  return fc
    .tuple(
      // Four at most: more would only be slower.
      fc.subarray(every, { minLength: constraints.minAsked, maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom(...every, 'secrets/no-such', 'team'),
        fc.constantFrom('false', '', 'True', 'yes'),
        { maxKeys: 3 },
      ),
    )
    .map(([asked, others]) => ({
      ...others,
      ...Object.fromEntries(asked.map(label => [label, 'true'])),
    }));
}

/** Returns the problem of a copy; undefined when it is right. */
function findCatalogProblem(
  entry: CatalogEntry,
  copy: KubernetesObject | undefined,
  sources: ReadonlyMap<string, Values>,
): string | undefined {
  if (!copy) {
    return `${entry.secret} is missing`;
  }
  const seen = {
    type: copy.type,
    labels: ownLabels(copy),
    values: comparable(decoded(copy)),
  };
  const wanted = {
    type: entry.type,
    labels: sorted({
      'managed-by': 'external-secrets',
      source: HUB_NAMESPACE,
      'secret-type': entry.secretType,
      ...entry.consumerLabels,
    }),
    values: comparable(entry.values(sources.get(entry.source)!)),
  };
  return JSON.stringify(seen) === JSON.stringify(wanted)
    ? undefined
    : `${entry.secret} is ${JSON.stringify(seen)}, not ${JSON.stringify(
        wanted,
      )}`;
}

/** All labels except those that the operator uses for its own bookkeeping. */
function ownLabels({ metadata }: KubernetesObject): [string, string][] {
  return sorted(metadata.labels ?? {}).filter(
    ([key]) => !key.startsWith('reconcile.external-secrets.io/'),
  );
}

function sorted(values: Values): [string, string][] {
  return Object.entries(values).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
}

/** Sorted, and JSON without its white space. */
function comparable(values: Values): [string, unknown][] {
  return sorted(values).map(([key, value]) => [
    key,
    key === '.dockerconfigjson' ? JSON.parse(value) : value,
  ]);
}

/**
 * Returns the requested Secrets that are missing or wrong, and the Secrets that
 * were not requested.
 */
export function findCatalogProblems(
  labels: Values,
  copies: readonly KubernetesObject[],
  sources: ReadonlyMap<string, Values>,
): string[] {
  const asked = askedFor(labels);
  const missingOrWrong = asked.map(entry =>
    findCatalogProblem(
      entry,
      copies.find(({ metadata }) => metadata.name === entry.secret),
      sources,
    ),
  );
  const tooMany = copies
    .map(({ metadata }) => metadata.name)
    .filter(name => !asked.some(({ secret }) => secret === name))
    .map(name => `${name} was not asked for`);
  return [...missingOrWrong, ...tooMany].filter(
    (problem): problem is string => problem !== undefined,
  );
}
