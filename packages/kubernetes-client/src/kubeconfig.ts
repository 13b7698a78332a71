import type { RequestOptions } from 'node:https';
import { InputError } from '@backstage/errors';
import {
  Authentication,
  AuthenticationError,
  Credentials,
} from './authentication';
import { EndpointSource } from './endpoint';
import { FileContent } from './FileContent';
import {
  KubeconfigContext,
  KubeconfigPlace,
  readContext,
} from './kubeconfigContext';

/**
 * Authentication as the kubeconfig has it: token, token file, basic,
 * certificates, exec plugins, auth providers; by client-node, except for the
 * files.
 *
 * After a refusal everything is read again, the kubeconfig itself included: a
 * rotation often rewrites that.
 */
class KubeconfigAuthentication implements Authentication {
  readonly #file: FileContent<KubeconfigContext>;
  #used?: KubeconfigContext;

  constructor(file: FileContent<KubeconfigContext>) {
    this.#file = file;
  }

  async current(): Promise<Credentials> {
    try {
      const context = await this.#file.current();
      this.#used = context;
      const { kubeConfig, impersonation, tokenFile, certificateFile, keyFile } =
        context;
      const options: RequestOptions = { headers: {} };
      await kubeConfig.applyToHTTPSOptions(options);
      const headers: Record<string, string | readonly string[]> = {
        ...impersonation,
      };
      for (const [name, value] of Object.entries(options.headers ?? {})) {
        headers[name.toLowerCase()] = String(value).trim();
      }
      if (options.auth) {
        headers.authorization = `Basic ${Buffer.from(options.auth).toString(
          'base64',
        )}`;
      }
      if (tokenFile) {
        headers.authorization = `Bearer ${await tokenFile.current()}`;
      }
      return {
        headers,
        cert:
          (await certificateFile?.current()) ??
          (options.cert as Credentials['cert']),
        key: (await keyFile?.current()) ?? (options.key as Credentials['key']),
      };
    } catch (error) {
      throw new AuthenticationError((error as Error).message);
    }
  }

  refused(): void {
    this.#file.refused();
    this.#used?.tokenFile?.refused();
    this.#used?.certificateFile?.refused();
    this.#used?.keyFile?.refused();
  }
}

/** The server of a kubeconfig's context, which a rewritten kubeconfig may move. */
class KubeconfigEndpoint implements EndpointSource {
  readonly #file: FileContent<KubeconfigContext>;
  #used?: EndpointSource;

  constructor(file: FileContent<KubeconfigContext>) {
    this.#file = file;
  }

  async current() {
    try {
      const { endpoint } = await this.#file.current();
      this.#used = endpoint;
      return await endpoint.current();
    } catch (error) {
      throw new AuthenticationError((error as Error).message);
    }
  }

  doubt(): void {
    this.#file.doubt();
    this.#used?.doubt();
  }
}

/**
 * Reads one context of a kubeconfig, and follows its file, or files, and those
 * that they name from then on.
 *
 * @throws InputError naming the path and, where it is that, the context
 *
 * @public
 */
export async function readKubeconfig(place: KubeconfigPlace): Promise<{
  endpoint: EndpointSource;
  authentication: Authentication;
  contextName: string;
}> {
  const { where, path, now } = place;
  const file = new FileContent({
    path,
    now,
    unreadable: why =>
      new InputError(
        `${where}: kubeconfig ${[path]
          .flat()
          .join(', ')} could not be read: ${why}`,
      ),
    parse: (...texts) => readContext(place, texts),
  });
  const { name } = await file.current();
  return {
    contextName: name,
    endpoint: new KubeconfigEndpoint(file),
    authentication: new KubeconfigAuthentication(file),
  };
}
