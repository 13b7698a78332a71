import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { InputError } from '@backstage/errors';
import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import type {
  Cluster,
  Context,
  KubeConfig,
  User,
} from '@kubernetes/client-node';
import { parse } from 'yaml';

/**
 * The kubeconfigs that kubectl would read: those of `KUBECONFIG`, else
 * `~/.kube/config`; none where that does not exist.
 *
 * @public
 */
export function findKubeconfigs(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  const named = environment.KUBECONFIG?.split(delimiter).filter(Boolean) ?? [];
  if (named.length > 0) {
    return named;
  }
  const path = join(environment.HOME || homedir(), '.kube', 'config');
  return existsSync(path) ? [path] : [];
}

/** A user, also as its file has it. */
export interface KubeconfigUser extends User {
  /** With the keys that client-node does not know. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** Relative paths in `raw` begin here. */
  readonly directory: string;
}

/** The entries of one or several kubeconfigs; their paths are absolute. */
export interface KubeconfigEntries {
  readonly currentContext?: string;
  readonly contexts: readonly Context[];
  readonly clusters: readonly Cluster[];
  readonly users: readonly KubeconfigUser[];
}

/**
 * Parses kubeconfigs into one. The first entry of a name counts, and the first
 * current context, as with kubectl.
 *
 * @throws InputError naming the path
 */
export async function parseKubeconfigs(
  where: string,
  paths: readonly string[],
  texts: readonly string[],
): Promise<KubeconfigEntries> {
  const { KubeConfig: KubeConfigClass } = await import(
    '@kubernetes/client-node'
  );
  const files = paths.map((path, index) =>
    parseFile(where, path, texts[index], new KubeConfigClass()),
  );
  return {
    currentContext: files.find(file => file.currentContext)?.currentContext,
    contexts: firstOfEachName(files.flatMap(({ contexts }) => contexts)),
    clusters: firstOfEachName(files.flatMap(({ clusters }) => clusters)),
    users: firstOfEachName(files.flatMap(({ users }) => users)),
  };
}

function parseFile(
  where: string,
  path: string,
  text: string,
  config: KubeConfig,
): KubeconfigEntries {
  const directory = dirname(path);
  let raw: unknown;
  try {
    raw = parse(text);
    config.loadFromString(text);
    config.makePathsAbsolute(directory);
  } catch (error) {
    throw new InputError(
      `${where}: kubeconfig ${path} is not a kubeconfig: ${
        // A YAML parser's message quotes the file, and a kubeconfig holds
        // credentials.
        redactText((error as Error).message.split('\n')[0])
      }`,
    );
  }
  return {
    currentContext: config.getCurrentContext() || undefined,
    contexts: config.getContexts(),
    clusters: config.getClusters(),
    users: config
      .getUsers()
      .map(user => ({ ...user, raw: rawUser(raw, user.name), directory })),
  };
}

function rawUser(
  file: unknown,
  name: string,
): Readonly<Record<string, unknown>> {
  const users = (file as { users?: unknown })?.users;
  const entry = Array.isArray(users)
    ? users.find(candidate => candidate?.name === name)
    : undefined;
  return entry?.user ?? {};
}

function firstOfEachName<T extends { readonly name: string }>(
  entries: readonly T[],
): T[] {
  return entries.filter(
    ({ name }, index) =>
      entries.findIndex(entry => entry.name === name) === index,
  );
}
