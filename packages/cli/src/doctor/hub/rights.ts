import { RightsSubject } from '@central-secrets/manifest-rules';

/**
 * One verb on one resource, as in a request to Kubernetes' authorizers.
 */
export interface Right {
  readonly verb: string;
  /** The API group; empty for the core API. */
  readonly group: string;
  /** Plural, with a subresource after a slash: `namespaces`, `externalsecrets/status`. */
  readonly resource: string;
  /** Absent: in every namespace, or for a cluster-scoped resource. */
  readonly namespace?: string;
  /** The name of one object; absent: any. */
  readonly name?: string;
}

/** Verbs on resources of one group, and their purpose. */
export interface RightsEntry {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly namespace?: string;
  readonly name?: string;
  /**
   * The purpose of a needed right, or the danger of a forbidden one; ends a
   * sentence.
   */
  readonly why: string;
}

/** Splits an entry into its single rights. */
export function rightsOfEntry(entry: RightsEntry): Right[] {
  const { group, namespace, name } = entry;
  return entry.resources.flatMap(resource =>
    entry.verbs.map(verb => ({
      verb,
      group,
      resource,
      ...(namespace === undefined ? {} : { namespace }),
      ...(name === undefined ? {} : { name }),
    })),
  );
}

/** A right in words: `list secrets in namespace central-secret-store`. */
export function describeRight(right: Right): string {
  const { verb, group, resource, namespace, name } = right;
  if (resource === '*') {
    return 'do everything';
  }
  return [
    verb,
    group ? `${resource}.${group}` : resource,
    ...(name ? [name] : []),
    ...(namespace ? [`in namespace ${namespace}`] : []),
  ].join(' ');
}

/** A subject in words: `service account backstage/central-secrets-reader`. */
export function describeSubject(subject: RightsSubject): string {
  switch (subject.kind) {
    case 'ServiceAccount':
      return `service account ${subject.namespace}/${subject.name}`;
    case 'Group':
      return `group ${subject.name}`;
    default:
      return `user ${subject.name}`;
  }
}

/**
 * The user and the groups in a subject's requests. Kubernetes fixes those of a
 * service account (serviceaccount.UserInfo in apiserver). For a group, any user
 * works that has no other rights.
 */
export function requesterOf(subject: RightsSubject): {
  user: string;
  groups: string[];
} {
  switch (subject.kind) {
    case 'ServiceAccount':
      return {
        user: `system:serviceaccount:${subject.namespace}:${subject.name}`,
        groups: [
          'system:serviceaccounts',
          `system:serviceaccounts:${subject.namespace}`,
          'system:authenticated',
        ],
      };
    case 'Group':
      return {
        user: `central-secrets:any-member-of:${subject.name}`,
        groups: [subject.name, 'system:authenticated'],
      };
    default:
      return { user: subject.name, groups: ['system:authenticated'] };
  }
}
