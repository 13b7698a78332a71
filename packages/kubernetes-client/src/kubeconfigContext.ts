import { resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import type { Cluster, KubeConfig } from '@kubernetes/client-node';
import { Credentials } from './authentication';
import { EndpointSource, openEndpoint } from './endpoint';
import { FileContent } from './FileContent';
import { readImpersonation } from './impersonation';
import {
  KubeconfigEntries,
  KubeconfigUser,
  parseKubeconfigs,
} from './kubeconfigFiles';
import { TokenFile } from './tokenFile';

/** One context of a kubeconfig, and the files that it names. */
export interface KubeconfigContext {
  readonly name: string;
  readonly endpoint: EndpointSource;
  /**
   * Holds this context alone, so that client-node cannot pick another; without
   * its files, which client-node would read at every request, and without its
   * proxy, which client-node's own sockets alone would use.
   */
  readonly kubeConfig: KubeConfig;
  /** The user as whom the user acts, if any. */
  readonly impersonation: Credentials['headers'];
  /** The user's `tokenFile`, which client-node does not know. */
  readonly tokenFile?: TokenFile;
  readonly certificateFile?: FileContent<string>;
  readonly keyFile?: FileContent<string>;
}

/** Which context of which file. @public */
export interface KubeconfigPlace {
  /** Begins every message, such as `centralSecrets.clusters[0] (hub)`. */
  readonly where: string;
  /** Where there are several, the first that has an entry counts, as with kubectl. */
  readonly path: string | readonly string[];
  /** undefined: the file's current context. */
  readonly contextName?: string;
  /** How to name a context, for messages. Default `set the key context`. */
  readonly contextRemedy?: string;
  /** Milliseconds. Default: the machine's clock. */
  readonly now?: () => number;
}

/**
 * Reads one context out of the texts of a kubeconfig's files.
 *
 * @throws InputError naming the path and, where it is that, the context
 */
export async function readContext(
  place: KubeconfigPlace,
  texts: readonly string[],
): Promise<KubeconfigContext> {
  const { where, path, now } = place;
  const entries = await parseKubeconfigs(where, [path].flat(), texts);
  const { name, cluster, user, inContext } = findContext(place, entries);
  const { KubeConfig: KubeConfigClass } = await import(
    '@kubernetes/client-node'
  );
  const kubeConfig = new KubeConfigClass();
  kubeConfig.loadFromClusterAndUser(
    toPlainCluster(cluster),
    // client-node applies no option at all where there is no user.
    {
      ...(user ?? { name: 'anonymous' }),
      certFile: undefined,
      keyFile: undefined,
      impersonateUser: undefined,
    },
  );
  return {
    name,
    endpoint: openEndpoint(
      inContext,
      {
        url: cluster.server,
        caData: cluster.caFile ? undefined : cluster.caData,
        caFile: cluster.caFile,
        skipTLSVerify: cluster.skipTLSVerify,
        serverName: cluster.tlsServerName,
        proxyUrl: cluster.proxyUrl,
      },
      now,
    ),
    kubeConfig,
    impersonation: readImpersonation(inContext, user?.raw ?? {}),
    tokenFile: openTokenFile(user, now),
    certificateFile: pemFile('client-certificate', user?.certFile, now),
    keyFile: pemFile('client-key', user?.keyFile, now),
  };
}

function findContext(
  { where, path, contextName, contextRemedy }: KubeconfigPlace,
  { currentContext, contexts, clusters, users }: KubeconfigEntries,
): {
  name: string;
  cluster: Cluster;
  user?: KubeconfigUser;
  inContext: string;
} {
  const file = `${where}: kubeconfig ${[path].flat().join(', ')}`;
  const name = contextName ?? currentContext;
  const context = contexts.find(each => each.name === name);
  if (!name || !context) {
    const names = contexts.map(each => each.name).join(', ') || 'none';
    throw new InputError(
      `${file} ${
        name
          ? `has no context '${name}'`
          : `has no current context; ${contextRemedy ?? 'set the key context'}`
      } (it has: ${names})`,
    );
  }
  const inContext = `${file}, context '${name}'`;
  const cluster = clusters.find(each => each.name === context.cluster);
  if (!cluster) {
    throw new InputError(`${inContext}: no cluster '${context.cluster}'`);
  }
  const user = users.find(each => each.name === context.user);
  if (context.user && !user) {
    throw new InputError(`${inContext}: no user '${context.user}'`);
  }
  return { name, cluster, user, inContext };
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
    proxyUrl: undefined,
    skipTLSVerify: cluster.skipTLSVerify || cluster.server.startsWith('http:'),
  };
}

function openTokenFile(
  user: KubeconfigUser | undefined,
  now: (() => number) | undefined,
): TokenFile | undefined {
  const path = user?.raw.tokenFile;
  return user && typeof path === 'string'
    ? new TokenFile(resolve(user.directory, path), now)
    : undefined;
}
