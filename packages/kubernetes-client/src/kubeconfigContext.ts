import { dirname, resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import type { Cluster, KubeConfig } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { EndpointSource, openEndpoint } from './endpoint';
import { FileContent } from './FileContent';
import { TokenFile } from './tokenFile';

/** One context of a kubeconfig file, and the files that it names. */
export interface KubeconfigContext {
  readonly endpoint: EndpointSource;
  /**
   * Holds this context alone, so that client-node cannot pick another; without
   * its files, which client-node would read at every request.
   */
  readonly kubeConfig: KubeConfig;
  /** The user's `tokenFile`, which client-node does not know. */
  readonly tokenFile?: TokenFile;
  readonly certificateFile?: FileContent<string>;
  readonly keyFile?: FileContent<string>;
}

/** Which context of which file. @public */
export interface KubeconfigPlace {
  /** Begins every message, such as `centralSecrets.clusters[0] (hub)`. */
  readonly where: string;
  readonly path: string;
  /** undefined: the file's current context. */
  readonly contextName?: string;
  /** Milliseconds. Default: the machine's clock. */
  readonly now?: () => number;
}

/**
 * Reads one context out of the text of a kubeconfig file.
 *
 * @throws InputError naming the path and, where it is that, the context
 */
export async function readContext(
  { where, path, contextName, now }: KubeconfigPlace,
  text: string,
): Promise<KubeconfigContext> {
  const { KubeConfig: KubeConfigClass } = await import(
    '@kubernetes/client-node'
  );
  const file = new KubeConfigClass();
  let raw: unknown;
  try {
    raw = parse(text);
    file.loadFromString(text);
    file.makePathsAbsolute(dirname(path));
  } catch (error) {
    throw new InputError(
      `${where}: kubeconfig ${path} is not a kubeconfig: ${
        // A YAML parser's message quotes the file, and a kubeconfig holds
        // credentials.
        redactText((error as Error).message.split('\n')[0])
      }`,
    );
  }

  const name = contextName ?? file.getCurrentContext();
  const names = file.getContexts().map(context => context.name);
  const context = name ? file.getContextObject(name) : undefined;
  if (!context) {
    throw new InputError(
      `${where}: kubeconfig ${path} ${
        name
          ? `has no context '${name}'`
          : 'has no current context; set the key context'
      } (it has: ${names.join(', ') || 'none'})`,
    );
  }
  const inContext = `${where}: kubeconfig ${path}, context '${name}'`;
  const cluster = file.getCluster(context.cluster);
  if (!cluster) {
    throw new InputError(`${inContext}: no cluster '${context.cluster}'`);
  }
  if (cluster.proxyUrl) {
    throw new InputError(
      `${inContext}: proxy-url is not supported; use a cluster without it`,
    );
  }
  const user = context.user ? file.getUser(context.user) : undefined;
  if (context.user && !user) {
    throw new InputError(`${inContext}: no user '${context.user}'`);
  }
  const kubeConfig = new KubeConfigClass();
  kubeConfig.loadFromClusterAndUser(
    toPlainCluster(cluster),
    // client-node applies no option at all where there is no user.
    { name: 'anonymous', ...user, certFile: undefined, keyFile: undefined },
  );
  const tokenFile = tokenFileOf(raw, context.user, dirname(path));
  return {
    endpoint: openEndpoint(
      inContext,
      {
        url: cluster.server,
        caData: cluster.caFile ? undefined : cluster.caData,
        caFile: cluster.caFile,
        skipTLSVerify: cluster.skipTLSVerify,
        serverName: cluster.tlsServerName,
      },
      now,
    ),
    kubeConfig,
    tokenFile:
      tokenFile === undefined ? undefined : new TokenFile(tokenFile, now),
    certificateFile: pemFile('client-certificate', user?.certFile, now),
    keyFile: pemFile('client-key', user?.keyFile, now),
  };
}

function pemFile(
  key: string,
  path: string | undefined,
  now: (() => number) | undefined,
): FileContent<string> | undefined {
  if (!path) {
    return undefined;
  }
  const unreadable = (why: string) =>
    new Error(`The ${key} file ${path} could not be read: ${why}`);
  return new FileContent({
    path,
    unreadable,
    now,
    parse: text => {
      if (!text.includes('-----END ')) {
        throw unreadable('it does not hold PEM text');
      }
      return text;
    },
  });
}

/**
 * client-node refuses http:// unless skipTLSVerify is set; whether http:// may
 * be used at all is `readEndpoint`'s to decide, for every kind of
 * configuration alike.
 */
function toPlainCluster(cluster: Cluster): Cluster {
  return {
    ...cluster,
    caFile: undefined,
    caData: undefined,
    skipTLSVerify: cluster.skipTLSVerify || cluster.server.startsWith('http:'),
  };
}

function tokenFileOf(
  raw: unknown,
  user: string | undefined,
  directory: string,
): string | undefined {
  const users = (raw as { users?: unknown })?.users;
  const entry = Array.isArray(users)
    ? users.find(candidate => candidate?.name === user)
    : undefined;
  const path = entry?.user?.tokenFile;
  return typeof path === 'string' ? resolve(directory, path) : undefined;
}
