import {
  message,
  Message,
  renderMessage,
  SkippedClusterCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isOperatorVersion } from '@central-secrets/manifest-rules';

/** How one identity proves itself, as configured. */
export type IdentityConfig =
  | {
      readonly kind: 'kubeconfig';
      readonly path: string;
      readonly context?: string;
    }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'tokenFile'; readonly path: string };

/** One cluster, as configured; nothing of it was opened yet. */
export interface ClusterConfig {
  /** Begins every message about it, such as `centralSecrets.clusters[0] (hub)`. */
  readonly where: string;
  readonly name: string;
  readonly title?: string;
  /** The only namespaces that the reader may read; undefined: all. */
  readonly namespaces?: readonly string[];
  /** Whether lists are asked for as streams; undefined: yes. */
  readonly streamLists?: boolean;
  /** The namespace with the hub index; undefined: no index is read. */
  readonly hubIndexNamespace?: string;
  /** The operator's service account, as `namespace/name`; undefined: the one of its Helm chart. */
  readonly operatorServiceAccount?: string;
  /** The release of the operator; undefined: the cluster is asked. */
  readonly operatorVersion?: string;
  readonly reader: IdentityConfig;
  /** undefined where the reader's kubeconfig says it. */
  readonly server?: {
    readonly url: string;
    readonly caData?: string;
    readonly caFile?: string;
    readonly skipTLSVerify?: boolean;
  };
  readonly writer?: IdentityConfig;
}

const NAMESPACE_NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const TOKEN_KEYS = ['serviceAccountToken', 'serviceAccountTokenFile'];
const SERVER_KEYS = ['url', 'caData', 'caFile', 'skipTLSVerify'];
const KUBECONFIG_KEYS = ['kubeconfig', 'context'];
const ALL_KEYS = [
  'name',
  'title',
  'writer',
  'namespaces',
  'streamLists',
  'hubIndexNamespace',
  'operatorServiceAccount',
  'operatorVersion',
  ...KUBECONFIG_KEYS,
  ...SERVER_KEYS,
  ...TOKEN_KEYS,
];

/**
 * Reads `centralSecrets.clusters`.
 *
 * @throws InputError naming the cluster, the key and the accepted forms
 */
export function readClusterConfigs(
  clusters: readonly Config[],
): ClusterConfig[] {
  const read = clusters.map((config, index) =>
    readCluster(`centralSecrets.clusters[${index}]`, config),
  );
  refuseDuplicates(read);
  return read;
}

/** A name is half of every key, so no two clusters may share one. */
export function refuseDuplicates(clusters: readonly ClusterConfig[]): void {
  const seen = new Map<string, string>();
  for (const { name, where } of clusters) {
    const other = seen.get(name);
    if (other) {
      throw new InputError(
        `${where}: name '${name}' is taken by ${other}; every cluster needs a name of its own`,
      );
    }
    seen.set(name, where);
  }
}

/** Why a name cannot be used; undefined where it can. */
export function clusterNameProblem(
  name: string,
): Message<SkippedClusterCode> | undefined {
  return /^[A-Za-z0-9]([A-Za-z0-9._:-]*[A-Za-z0-9])?$/.test(name)
    ? undefined
    : message('cluster-name-invalid', { name });
}

function readCluster(at: string, config: Config): ClusterConfig {
  const name = config.getOptionalString('name');
  if (!name) {
    throw new InputError(`${at}: name is missing`);
  }
  const where = `${at} (${name})`;
  const problem = clusterNameProblem(name);
  if (problem) {
    throw new InputError(`${where}: ${renderMessage(problem)}`);
  }
  refuseUnknownKeys(where, config, ALL_KEYS);
  const viaKubeconfig = config.has('kubeconfig');
  if (viaKubeconfig === config.has('url')) {
    throw new InputError(
      viaKubeconfig
        ? `${where}: kubeconfig and url exclude each other`
        : `${where}: either kubeconfig (with context) or url (with serviceAccountToken or serviceAccountTokenFile) is needed`,
    );
  }
  if (viaKubeconfig) {
    refuseKeys(where, config, SERVER_KEYS, 'the kubeconfig says it');
  }
  const writer = config.getOptionalConfig('writer');
  return {
    where,
    name,
    title: config.getOptionalString('title'),
    namespaces: readNamespaces(where, config),
    streamLists: config.getOptionalBoolean('streamLists'),
    hubIndexNamespace: readHubIndexNamespace(where, config),
    operatorServiceAccount: readOperatorServiceAccount(where, config),
    operatorVersion: readOperatorVersion(where, config),
    reader: readIdentity(where, config),
    server: viaKubeconfig
      ? undefined
      : {
          url: config.getString('url'),
          caData: config.getOptionalString('caData'),
          caFile: config.getOptionalString('caFile'),
          skipTLSVerify: config.getOptionalBoolean('skipTLSVerify'),
        },
    writer: writer && readWriter(`${where}: writer`, writer),
  };
}

/**
 * Each namespace costs a watch of each kind in it, and all of them share one
 * connection, on which an API server allows a hundred streams at a time.
 */
const MOST_NAMESPACES = 25;

function readNamespaces(where: string, config: Config): string[] | undefined {
  const namespaces = config.getOptionalStringArray('namespaces');
  if (!namespaces) {
    return undefined;
  }
  if (namespaces.length === 0) {
    throw new InputError(
      `${where}: namespaces is empty; leave it away to observe all, or name those that the reader may read`,
    );
  }
  if (namespaces.length > MOST_NAMESPACES) {
    throw new InputError(
      `${where}: namespaces has ${namespaces.length} names, and at most ${MOST_NAMESPACES} can be observed one by one; let the reader read all of them by a ClusterRole, and leave namespaces away`,
    );
  }
  for (const [index, name] of namespaces.entries()) {
    if (!NAMESPACE_NAME.test(name)) {
      throw new InputError(
        `${where}: namespaces[${index}] '${name}' is not the name of a namespace: lower-case letters, digits and '-', at most 63`,
      );
    }
    if (namespaces.indexOf(name) !== index) {
      throw new InputError(`${where}: namespaces names '${name}' twice`);
    }
  }
  return namespaces;
}

function readHubIndexNamespace(
  where: string,
  config: Config,
): string | undefined {
  const name = config.getOptionalString('hubIndexNamespace');
  if (name !== undefined && !NAMESPACE_NAME.test(name)) {
    throw new InputError(
      `${where}: hubIndexNamespace '${name}' is not the name of a namespace: lower-case letters, digits and '-', at most 63`,
    );
  }
  return name;
}

const ACCOUNT =
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\/[a-z0-9][a-z0-9.-]{0,252}$/;

function readOperatorServiceAccount(
  where: string,
  config: Config,
): string | undefined {
  const account = config.getOptionalString('operatorServiceAccount');
  if (account !== undefined && !ACCOUNT.test(account)) {
    throw new InputError(
      `${where}: operatorServiceAccount '${account}' is not a service account; write it as namespace/name, such as 'external-secrets/external-secrets'`,
    );
  }
  return account;
}

function readOperatorVersion(
  where: string,
  config: Config,
): string | undefined {
  // YAML reads 2.10 as the number 2.1.
  const version = config.getOptional('operatorVersion');
  if (version === undefined) {
    return undefined;
  }
  if (typeof version !== 'string' || !isOperatorVersion(version)) {
    throw new InputError(
      `${where}: operatorVersion ${JSON.stringify(
        version,
      )} is not a release of External Secrets Operator: write the version in quotes, such as '2.9.0'`,
    );
  }
  return version.trim().replace(/^v/, '');
}

function readWriter(where: string, config: Config): IdentityConfig {
  refuseUnknownKeys(where, config, [...KUBECONFIG_KEYS, ...TOKEN_KEYS]);
  return readIdentity(where, config);
}

function readIdentity(where: string, config: Config): IdentityConfig {
  const given = ['kubeconfig', ...TOKEN_KEYS].filter(key => config.has(key));
  if (given.length !== 1) {
    throw new InputError(
      given.length
        ? `${where}: ${given.join(' and ')} exclude each other`
        : `${where}: one of kubeconfig, serviceAccountToken and serviceAccountTokenFile is needed`,
    );
  }
  switch (given[0]) {
    case 'kubeconfig':
      return {
        kind: 'kubeconfig',
        path: config.getString('kubeconfig'),
        context: config.getOptionalString('context'),
      };
    case 'serviceAccountToken':
      refuseKeys(where, config, ['context'], 'it belongs to kubeconfig');
      return { kind: 'token', token: config.getString('serviceAccountToken') };
    default:
      refuseKeys(where, config, ['context'], 'it belongs to kubeconfig');
      return {
        kind: 'tokenFile',
        path: config.getString('serviceAccountTokenFile'),
      };
  }
}

function refuseKeys(
  where: string,
  config: Config,
  keys: readonly string[],
  why: string,
): void {
  const given = keys.filter(key => config.has(key));
  if (given.length) {
    throw new InputError(
      `${where}: ${given.join(', ')} cannot be used: ${why}`,
    );
  }
}

/** A misspelt key would otherwise be a setting that is silently off. */
function refuseUnknownKeys(
  where: string,
  config: Config,
  known: readonly string[],
): void {
  const unknown = config.keys().filter(key => !known.includes(key));
  if (unknown.length) {
    throw new InputError(
      `${where}: ${unknown.join(', ')} is not known; known are ${known.join(
        ', ',
      )}`,
    );
  }
}
