import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { quote } from '../../echo';
import {
  HostType,
  hostTypeOf,
  isSafePath,
  parseRepositoryUrl,
  Repository,
} from '../../pullRequests';

/** A repository that pull requests may be opened in, and where its files are. */
export interface GitOpsRepository extends Repository {
  readonly type: HostType;
  /** The clusters whose namespaces it has; undefined: all, each in a folder of its own. */
  readonly clusters?: readonly string[];
  /**
   * The path of the namespace's file, or of its folder (with `/` at its end),
   * with `{cluster}` and `{namespace}`.
   */
  readonly path?: string;
  /** The keys that lead to the labels inside the values of a chart, with the same placeholders. */
  readonly valuesPath?: readonly string[];
  /**
   * The folder in which the annotation `central-secrets/namespace-file` may name
   * a file, with the same placeholders; undefined: no annotation is followed.
   */
  readonly annotatedFolder?: string;
}

/** `centralSecrets.requests.gitops`. */
export interface GitOpsOptions {
  readonly repositories: readonly GitOpsRepository[];
}

const KEY = 'centralSecrets.requests.gitops.repositories';
const PLACEHOLDER = /\{(?:cluster|namespace)\}/g;

/**
 * Reads `centralSecrets.requests.gitops`; undefined: no repository is
 * configured.
 *
 * @throws InputError naming the key, the value and the remedy
 */
export function readGitOpsOptions(config: Config): GitOpsOptions | undefined {
  const entries = config.getOptionalConfigArray(KEY) ?? [];
  if (entries.length === 0) {
    return undefined;
  }
  const integrations = ScmIntegrations.fromConfig(config);
  return {
    repositories: entries.map((entry, index) =>
      readRepository(entry, `${KEY}[${index}]`, integrations),
    ),
  };
}

function readRepository(
  entry: Config,
  key: string,
  integrations: ScmIntegrations,
): GitOpsRepository {
  const text = entry.getString('url');
  const url = parseRepositoryUrl(text);
  if (!url) {
    throw refusal(
      `${key}.url`,
      text,
      'it is not the page of a repository; use an address such as https://github.com/acme/clusters, without credentials',
    );
  }
  const found = hostTypeOf(url, integrations);
  if ('problem' in found) {
    throw refusal(`${key}.url`, text, found.problem);
  }
  const clusters = entry.getOptionalStringArray('clusters');
  if (clusters?.length === 0) {
    throw refusal(
      `${key}.clusters`,
      clusters,
      'name a cluster, or leave it out',
    );
  }
  const path = readTemplate(entry, 'path', key, clusters);
  const annotatedFolder = readTemplate(entry, 'annotatedFolder', key, clusters);
  const valuesPath = readValuesPath(entry, key, path);
  if (path === undefined && annotatedFolder === undefined) {
    throw new InputError(
      `Configuration ${key}: neither path nor annotatedFolder is set; set path to the file of a namespace, such as clusters/{cluster}/namespaces/{namespace}.yaml`,
    );
  }
  return {
    url,
    type: found.type,
    branch: readBranch(entry, key),
    clusters,
    path,
    valuesPath,
    annotatedFolder: annotatedFolder?.replace(/\/$/, ''),
  };
}

function readBranch(entry: Config, key: string): string | undefined {
  const branch = entry.getOptionalString('branch');
  if (branch !== undefined && !isSafePath(branch)) {
    throw refusal(`${key}.branch`, branch, 'use the name of a branch');
  }
  return branch;
}

function readTemplate(
  entry: Config,
  name: 'path' | 'annotatedFolder',
  key: string,
  clusters: readonly string[] | undefined,
): string | undefined {
  const template = entry.getOptionalString(name);
  if (template === undefined) {
    return undefined;
  }
  const filled = template.replace(PLACEHOLDER, 'x').replace(/\/$/, '');
  if (!isSafePath(filled)) {
    throw refusal(
      `${key}.${name}`,
      template,
      'use a path from the top of the repository, without "/" at its start, "." or "..", with no other placeholders than {cluster} and {namespace}',
    );
  }
  // The label would come to the other clusters too.
  if (!template.includes('{cluster}') && clusters?.length !== 1) {
    throw refusal(
      `${key}.${name}`,
      template,
      'use {cluster} in it, or set clusters to the one cluster whose namespaces are there',
    );
  }
  return template;
}

function readValuesPath(
  entry: Config,
  key: string,
  path: string | undefined,
): readonly string[] | undefined {
  const text = entry.getOptionalString('valuesPath');
  if (text === undefined) {
    return undefined;
  }
  const keys = text.split('.');
  if (keys.some(each => each === '' || each === '__proto__')) {
    throw refusal(
      `${key}.valuesPath`,
      text,
      'use the keys that lead to the labels, separated by dots, such as namespace.labels',
    );
  }
  if (path === undefined || path.endsWith('/')) {
    throw refusal(
      `${key}.valuesPath`,
      text,
      'set path to a file: values do not name their namespace, so they are not searched for',
    );
  }
  if (entry.has('annotatedFolder')) {
    throw refusal(
      `${key}.valuesPath`,
      text,
      'remove annotatedFolder: values do not name their namespace, so an annotation could name those of another one; add an entry of its own for annotatedFolder',
    );
  }
  if (!`${path}.${text}`.includes('{namespace}')) {
    throw refusal(
      `${key}.valuesPath`,
      text,
      'use {namespace} in it or in path, so that each namespace has values of its own',
    );
  }
  return keys;
}

function refusal(key: string, value: unknown, problem: string): InputError {
  return new InputError(`Configuration ${key}: ${quote(value)}: ${problem}`);
}

/** A template with the names of a cluster and a namespace. */
export function fillTemplate(
  template: string,
  names: { readonly cluster: string; readonly namespace: string },
): string {
  return template.replace(PLACEHOLDER, placeholder =>
    placeholder === '{cluster}' ? names.cluster : names.namespace,
  );
}
