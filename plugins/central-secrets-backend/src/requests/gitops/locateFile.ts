import { ConflictError } from '@backstage/errors';
import { declaresNamespace } from '@central-secrets/backstage-plugin-central-secrets-node';
import { printable } from '../../echo';
import {
  BaseCommit,
  isSafePath,
  PullRequestHost,
  readFileUrl,
} from '../../pullRequests';
import {
  annotationOf,
  ANNOTATION_NAMESPACE_FILE,
  entriesFor,
  fillTemplate,
  GitOpsOptions,
  GitOpsRepository,
  RouteTarget,
} from '../route';

/** A file as it is in the branch that changes go to. */
export interface LocatedFile {
  readonly entry: GitOpsRepository;
  readonly host: PullRequestHost;
  readonly base: BaseCommit;
  readonly path: string;
  readonly text: string;
  /** The keys that lead to the labels, in the values of a chart. */
  readonly valuesPath?: readonly string[];
}

/** The maximum number of files of a folder that are searched for a namespace. */
const MAX_FILES = 20;

/**
 * Reads the file that declares a namespace: the one that its annotation, or else
 * that of its entity, names; without an annotation the one of the configuration.
 *
 * An annotation counts only in a configured repository, its branch, and the
 * folder that is configured for annotations: anyone who can edit a catalog file
 * controls that of the entity.
 *
 * @throws ConflictError where there is no such file, or more than one
 */
export async function locateFile(
  target: RouteTarget,
  gitops: GitOpsOptions | undefined,
  hostOf: (entry: GitOpsRepository) => PullRequestHost,
): Promise<LocatedFile> {
  const entries = entriesFor(gitops, target.cluster);
  const annotation = annotationOf(target);
  const followed = entries.filter(
    ({ annotatedFolder }) => annotatedFolder !== undefined,
  );
  if (annotation !== undefined && followed.length > 0) {
    return locateAnnotated(annotation, target, followed, hostOf);
  }
  const entry = entries.find(({ path }) => path !== undefined);
  if (!entry) {
    throw new ConflictError(
      `No repository is configured for the namespaces of cluster ${target.cluster}; the platform team has to add it to centralSecrets.requests.gitops.repositories`,
    );
  }
  return locateConfigured(target, entry, hostOf(entry));
}

async function locateAnnotated(
  annotation: string,
  target: RouteTarget,
  entries: readonly GitOpsRepository[],
  hostOf: (entry: GitOpsRepository) => PullRequestHost,
): Promise<LocatedFile> {
  const refusals: string[] = [];
  for (const entry of entries) {
    const repository = { url: entry.url.url, type: entry.type };
    // The branch is asked for only where it can be the one.
    const isElsewhere = !annotation
      .replace(/^url:/, '')
      .startsWith(`${entry.url.url}/`);
    if (isElsewhere) {
      refusals.push(`it is not in ${entry.url.url}`);
      continue;
    }
    const host = hostOf(entry);
    const base = await host.readBase();
    const read = readFileUrl(annotation, repository, base.branch);
    if ('refused' in read) {
      refusals.push(read.refused);
      continue;
    }
    const folder = fillTemplate(entry.annotatedFolder!, namesOf(target));
    if (
      !isSafePath(folder) ||
      !read.path.startsWith(`${folder}/`) ||
      !isYaml(read.path)
    ) {
      refusals.push(`it is not a YAML file in the folder ${folder}`);
      continue;
    }
    const { path } = read;
    const text = await readText(host, base, path, entry);
    return { entry, host, base, path, text };
  }
  throw new ConflictError(
    `The annotation ${ANNOTATION_NAMESPACE_FILE}: ${printable(
      annotation,
    )} cannot be followed: ${refusals.join(
      '; ',
    )}. Correct the annotation, or remove it`,
  );
}

async function locateConfigured(
  target: RouteTarget,
  entry: GitOpsRepository,
  host: PullRequestHost,
): Promise<LocatedFile> {
  const names = namesOf(target);
  const filled = fillTemplate(entry.path!, names);
  const place = filled.replace(/\/$/, '');
  if (!isSafePath(place)) {
    throw new ConflictError(
      `The path ${printable(
        filled,
      )} is not a plain path; the platform team has to correct centralSecrets.requests.gitops.repositories, or the name of the cluster`,
    );
  }
  const base = await host.readBase();
  if (filled.endsWith('/')) {
    const found = await searchFolder(place, target, { entry, host, base });
    return { entry, host, base, ...found };
  }
  const text = await readText(host, base, place, entry);
  const valuesPath = entry.valuesPath?.map(key => fillTemplate(key, names));
  return { entry, host, base, path: place, text, valuesPath };
}

async function searchFolder(
  folder: string,
  { namespace: { name } }: RouteTarget,
  { entry, host, base }: Pick<LocatedFile, 'entry' | 'host' | 'base'>,
): Promise<{ path: string; text: string }> {
  const paths = (await host.listFiles(folder, base.commit)).filter(isYaml);
  if (paths.length > MAX_FILES) {
    throw new ConflictError(
      `The folder ${folder} of ${entry.url.url} has ${paths.length} YAML files, and at most ${MAX_FILES} are searched; use {namespace} in the path of centralSecrets.requests.gitops.repositories`,
    );
  }
  const found: { path: string; text: string }[] = [];
  for (const path of paths) {
    const text = await host.readFile(path, base.commit);
    if (text !== undefined && declaresNamespace(text, name)) {
      found.push({ path, text });
    }
  }
  if (found.length > 1) {
    throw new ConflictError(
      `Several files of ${entry.url.url} (branch ${
        base.branch
      }) declare the Namespace ${name}: ${found
        .map(({ path }) => path)
        .join(
          ', ',
        )}; name one of them with the annotation ${ANNOTATION_NAMESPACE_FILE}, or keep one`,
    );
  }
  if (found.length === 0) {
    throw new ConflictError(
      `No YAML file in the folder ${folder} of ${entry.url.url} (branch ${base.branch}) declares the Namespace ${name}; add it there, or have the platform team correct the path in centralSecrets.requests.gitops.repositories`,
    );
  }
  return found[0];
}

async function readText(
  host: PullRequestHost,
  base: BaseCommit,
  path: string,
  entry: GitOpsRepository,
): Promise<string> {
  const text = await host.readFile(path, base.commit);
  if (text === undefined) {
    throw new ConflictError(
      `${entry.url.url} has no file ${path} in its branch ${base.branch}; add the namespace there, or have the platform team correct the path in centralSecrets.requests.gitops.repositories`,
    );
  }
  return text;
}

function namesOf({ cluster, namespace }: RouteTarget) {
  return { cluster, namespace: namespace.name };
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}
