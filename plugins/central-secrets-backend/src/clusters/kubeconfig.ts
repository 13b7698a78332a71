import { readFile } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { dirname, resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';
import { parse } from 'yaml';
import {
  Authentication,
  AuthenticationError,
  Credentials,
} from './authentication';
import { Endpoint, readEndpoint } from './endpoint';
import { TokenFile } from './tokenFile';

/** One context of a kubeconfig file. */
interface KubeconfigContext {
  readonly endpoint: Endpoint;
  /** Holds this context alone, so that client-node cannot pick another. */
  readonly kubeConfig: KubeConfig;
  /** The user's `tokenFile`, which client-node does not know. */
  readonly tokenFile?: string;
}

/**
 * Authentication as the kubeconfig has it: token, token file, basic,
 * certificates, exec plugins, auth providers, by client-node.
 *
 * After a refusal the file itself is read again: whoever rotates a token
 * often rewrites the kubeconfig.
 */
class KubeconfigAuthentication implements Authentication {
  #context: KubeconfigContext;
  #refused = false;
  #tokenFile?: TokenFile;
  readonly #reload: () => Promise<KubeconfigContext>;

  constructor(
    context: KubeconfigContext,
    reload: () => Promise<KubeconfigContext>,
  ) {
    this.#context = context;
    this.#reload = reload;
    this.#tokenFile = context.tokenFile
      ? new TokenFile(context.tokenFile)
      : undefined;
  }

  async current(): Promise<Credentials> {
    try {
      if (this.#refused) {
        this.#context = await this.#reload();
        this.#refused = false;
      }
      const options: RequestOptions = { headers: {} };
      await this.#context.kubeConfig.applyToHTTPSOptions(options);
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(options.headers ?? {})) {
        headers[name.toLowerCase()] = String(value).trim();
      }
      if (options.auth) {
        headers.authorization = `Basic ${Buffer.from(options.auth).toString(
          'base64',
        )}`;
      }
      if (this.#tokenFile) {
        headers.authorization = `Bearer ${await this.#tokenFile.current()}`;
      }
      return {
        headers,
        cert: options.cert as Credentials['cert'],
        key: options.key as Credentials['key'],
      };
    } catch (error) {
      throw new AuthenticationError((error as Error).message);
    }
  }

  refused(): void {
    this.#refused = true;
    this.#tokenFile?.refused();
  }
}

/**
 * Reads one context of a kubeconfig file.
 *
 * @param where - begins every message, such as `centralSecrets.clusters[0] (hub)`
 * @param contextName - undefined: the file's current context
 * @throws InputError naming the path and, where it is that, the context
 */
export async function readKubeconfig(
  where: string,
  path: string,
  contextName?: string,
): Promise<{ endpoint: Endpoint; authentication: Authentication }> {
  const context = await readContext(where, path, contextName);
  return {
    endpoint: context.endpoint,
    authentication: new KubeconfigAuthentication(context, () =>
      readContext(where, path, contextName),
    ),
  };
}

async function readContext(
  where: string,
  path: string,
  contextName?: string,
): Promise<KubeconfigContext> {
  const { KubeConfig: KubeConfigClass } = await import(
    '@kubernetes/client-node'
  );
  const file = new KubeConfigClass();
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `${where}: kubeconfig ${path} could not be read: ${
        (error as Error).message
      }`,
    );
  }
  let raw: unknown;
  try {
    raw = parse(text);
    file.loadFromString(text);
    file.makePathsAbsolute(dirname(path));
  } catch (error) {
    throw new InputError(
      `${where}: kubeconfig ${path} is not a kubeconfig: ${
        // What a YAML parser says quotes the file, and a kubeconfig holds credentials.
        (error as Error).message.split('\n')[0]
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
    // client-node applies nothing at all where there is no user.
    user ?? ({ name: 'anonymous' } as User),
  );
  return {
    endpoint: readEndpoint(inContext, {
      url: cluster.server,
      caData: cluster.caFile ? undefined : cluster.caData,
      caFile: cluster.caFile,
      skipTLSVerify: cluster.skipTLSVerify,
      serverName: cluster.tlsServerName,
    }),
    kubeConfig,
    tokenFile: tokenFileOf(raw, context.user, dirname(path)),
  };
}

/**
 * client-node refuses http:// unless skipTLSVerify is set; whether http:// may
 * be used at all is `readEndpoint`'s to decide, for every kind of
 * configuration alike.
 */
function toPlainCluster(cluster: Cluster): Cluster {
  return {
    ...cluster,
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
