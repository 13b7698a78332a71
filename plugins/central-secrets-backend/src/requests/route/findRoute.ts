import { Entity } from '@backstage/catalog-model';
import {
  message,
  Message,
  RefusalCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { NamespaceRecord } from '@central-secrets/backstage-plugin-central-secrets-node';
import { GitOpsOptions, GitOpsRepository } from './gitOpsConfig';
import { Manager, managerOf } from './managedBy';

/** On an entity or a Namespace: the address of the file that declares the namespace. */
export const ANNOTATION_NAMESPACE_FILE = 'central-secrets/namespace-file';

/** The maximum length of an address that is looked at; a catalog file decides how long it is. */
const MAX_ADDRESS = 2_000;

/** How labels are changed on this platform. */
export interface RouteOptions {
  readonly mode: 'cluster' | 'gitops' | 'disabled';
  /** undefined: no repository for pull requests is configured. */
  readonly gitops?: GitOpsOptions;
}

/** A namespace whose labels are to be changed. */
export interface RouteTarget {
  readonly cluster: string;
  readonly namespace: Pick<NamespaceRecord, 'name' | 'annotations' | 'labels'>;
  /** The entity's annotation `central-secrets/namespace-file`. */
  readonly namespaceFile?: string;
  /** Whether the change has to be reviewed (`central-secrets/approval`). */
  readonly isReviewed?: boolean;
}

/** How the labels of one namespace are changed: at once in the cluster, or in Git. */
export type Route =
  | { readonly kind: 'cluster' }
  | {
      readonly kind: 'pull-request';
      /** Why, where the platform does not change all labels in Git. */
      readonly manager?: Manager;
    }
  | { readonly kind: 'none'; readonly refusal: Message<RefusalCode> };

/**
 * Decides how the labels of a namespace are changed. A namespace that a GitOps
 * controller manages is never changed in the cluster: the controller would undo
 * it, or its state would no longer be what Git says. Nor is a change that has to
 * be reviewed.
 */
export function findRoute(options: RouteOptions, target: RouteTarget): Route {
  const { mode, gitops } = options;
  const manager = managerOf(target.namespace);
  const isInCluster = mode === 'cluster' && !manager && !target.isReviewed;
  if (mode === 'disabled' || isInCluster) {
    return { kind: 'cluster' };
  }
  if (hasFile(gitops, target)) {
    return mode === 'gitops'
      ? { kind: 'pull-request' }
      : { kind: 'pull-request', manager };
  }
  return { kind: 'none', refusal: whyNoFile(options, target, manager) };
}

function whyNoFile(
  { mode, gitops }: RouteOptions,
  { cluster, namespace: { name: namespace } }: RouteTarget,
  manager: Manager | undefined,
): Message<RefusalCode> {
  if (mode !== 'gitops') {
    return manager
      ? message('namespace-in-git', {
          namespace,
          controller: manager.controller,
          mark: manager.mark,
        })
      : message('review-needs-file', { cluster, namespace });
  }
  return gitops
    ? message('no-namespace-file', { cluster, namespace })
    : message('requests-in-git');
}

/** Whether it is configured where the file of a namespace is; not whether it is there. */
function hasFile(
  gitops: GitOpsOptions | undefined,
  target: RouteTarget,
): boolean {
  const entries = entriesFor(gitops, target.cluster);
  return (
    entries.some(({ path }) => path !== undefined) ||
    (annotationOf(target) !== undefined &&
      entries.some(({ annotatedFolder }) => annotatedFolder !== undefined))
  );
}

/** An entity's annotation `central-secrets/namespace-file`. */
export function namespaceFileOf(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[ANNOTATION_NAMESPACE_FILE];
}

/** The configured repositories that have namespaces of a cluster. */
export function entriesFor(
  gitops: GitOpsOptions | undefined,
  cluster: string,
): readonly GitOpsRepository[] {
  return (gitops?.repositories ?? []).filter(
    ({ clusters }) => clusters?.includes(cluster) ?? true,
  );
}

/**
 * The address by which a namespace, or else its entity, names the file; of a
 * very long one the beginning, which leads nowhere.
 */
export function annotationOf({
  namespace,
  namespaceFile,
}: RouteTarget): string | undefined {
  const address = Object.hasOwn(
    namespace.annotations,
    ANNOTATION_NAMESPACE_FILE,
  )
    ? namespace.annotations[ANNOTATION_NAMESPACE_FILE]
    : namespaceFile;
  return address?.slice(0, MAX_ADDRESS);
}
