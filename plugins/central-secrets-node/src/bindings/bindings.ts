import {
  DEFAULT_NAMESPACE,
  Entity,
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_ENTITY_REF,
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_OWNER,
  ConfirmationCode,
  LABEL_KUBERNETES_ID,
  message,
  Message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { kubectl } from '../text';
import { ownOf, NamespaceRecord } from '../records';

/** The maximum number of namespaces that are read of one entity. @public */
export const MOST_BOUND_NAMESPACES = 50;

/**
 * The maximum length of the list of namespaces, with commas and spaces; names
 * beyond it are counted and not read. Characters.
 */
const LONGEST_LIST = 8_192;
/**
 * The maximum length of a namespace's name and of a label's value in
 * Kubernetes. Characters.
 */
const LONGEST_NAME = 63;
/**
 * The maximum length of a cluster's name, far beyond any name in use.
 * Characters.
 */
const LONGEST_CLUSTER_NAME = 253;

/** The places where an entity says that it runs. @public */
export interface BindingCandidates {
  /** Namespaces named by `backstage.io/kubernetes-namespace` (commas separate several), at most 50. */
  readonly namespaces: string[];
  /** How many more it names, which are not looked at; absent: none. */
  readonly namespacesLeftOut?: number;
  /**
   * `backstage.io/kubernetes-id`: also claims the namespaces that carry it as a
   * label.
   */
  readonly kubernetesId?: string;
  /** `backstage.io/kubernetes-cluster`: only this one; undefined: every cluster. */
  readonly cluster?: string;
}

/**
 * Reads from an entity's annotations which namespaces it claims. This is only a
 * claim: anyone who can edit the catalog file can write it (see
 * `confirmBinding`).
 */
export function entityBindingCandidates(entity: Entity): BindingCandidates {
  const annotations = entity.metadata.annotations ?? {};
  const { namespaces, leftOut } = namespacesIn(
    annotations[ANNOTATION_KUBERNETES_NAMESPACE] ?? '',
  );
  const kubernetesId = annotations[ANNOTATION_KUBERNETES_ID]?.trim();
  const cluster = annotations[ANNOTATION_KUBERNETES_CLUSTER]?.trim();
  return {
    namespaces,
    ...(leftOut > 0 ? { namespacesLeftOut: leftOut } : {}),
    // No label has a longer value.
    ...(kubernetesId && kubernetesId.length <= LONGEST_NAME
      ? { kubernetesId }
      : {}),
    ...(cluster
      ? {
          cluster:
            cluster.length > LONGEST_CLUSTER_NAME
              ? `${cluster.slice(0, LONGEST_CLUSTER_NAME)}…`
              : cluster,
        }
      : {}),
  };
}

/** The first 50 names of a list with commas, each once, and how many more there are. */
function namespacesIn(list: string): { namespaces: string[]; leftOut: number } {
  const isCut = list.length > LONGEST_LIST;
  const entries = list.slice(0, LONGEST_LIST).split(',');
  // The last one may be the beginning of a name only.
  let leftOut = isCut ? 1 + commasFrom(list, LONGEST_LIST) : 0;
  const names = new Set<string>();
  for (const entry of isCut ? entries.slice(0, -1) : entries) {
    const name = entry.trim();
    if (name === '' || names.has(name)) {
      continue;
    }
    if (names.size < MOST_BOUND_NAMESPACES && name.length <= LONGEST_NAME) {
      names.add(name);
    } else {
      leftOut += 1;
    }
  }
  return { namespaces: [...names], leftOut };
}

function commasFrom(text: string, start: number): number {
  let count = 0;
  let at = text.indexOf(',', start);
  while (at !== -1) {
    count += 1;
    at = text.indexOf(',', at + 1);
  }
  return count;
}

/** An entity ref in the form in which refs compare; undefined when it is none. */
function canonicalRef(
  ref: string,
  defaults?: { defaultKind: string },
): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref.trim(), {
        ...defaults,
        defaultNamespace: DEFAULT_NAMESPACE,
      }),
    );
  } catch {
    return undefined;
  }
}

/**
 * Owner refs, full or short (`trading` is `group:default/trading`), in the form in which refs compare.
 *
 * @public
 */
export function canonicalOwnerRefs(refs: readonly string[]): Set<string> {
  return new Set(
    refs.flatMap(ref => canonicalRef(ref, { defaultKind: 'group' }) ?? []),
  );
}

/**
 * The ways in which a namespace can name an entity back, in the order in which
 * they are looked at and proposed: by annotation `central-secrets/entity-ref`,
 * by annotation `central-secrets/owner`, by label `backstage.io/kubernetes-id`.
 *
 * @public
 */
export const CONFIRMATION_WAYS = [
  'entity-ref',
  'owner',
  'kubernetes-id',
] as const;

/** @public */
export type ConfirmationWay = (typeof CONFIRMATION_WAYS)[number];

/** The annotations and labels that count as a confirmation. @public */
export interface ConfirmationOptions {
  /** Namespace labels whose value names the entity's owner group. */
  readonly ownerLabels: readonly string[];
  /** The other ways that count; undefined: all of them. */
  readonly confirmBy?: readonly ConfirmationWay[];
}

/**
 * Returns the evidence on the namespace's side that it belongs to the entity:
 * its annotation or label; undefined when there is no such evidence.
 *
 * @remarks Both sides must name each other. The entity names the namespace by
 * `backstage.io/kubernetes-namespace`, or by a `backstage.io/kubernetes-id`
 * that the namespace carries as a label. The namespace names the entity in
 * return by one of these, where `confirmBy` has them:
 *
 * - annotation `central-secrets/entity-ref`: the entity's full ref;
 * - annotation `central-secrets/owner`: one of the entity's owners;
 * - label `backstage.io/kubernetes-id`: only where it equals the entity's own
 *   name, and the entity is a Component in namespace default. The entity's
 *   annotation of that name proves nothing, its author chose it;
 * - one of `ownerLabels`: the name of one of the entity's owner groups in
 *   namespace default (a group of that name elsewhere is another group).
 *
 * @param ownerRefs - the entity refs of the entity's owners
 * @public
 */
export function confirmBinding(
  entity: Entity,
  ownerRefs: readonly string[],
  namespace: NamespaceRecord,
  options: ConfirmationOptions,
): Message<ConfirmationCode> | undefined {
  return confirmClaim(entityClaim(entity, ownerRefs), namespace, options);
}

/**
 * The entity's side of a confirmation, read once and used for any number of
 * namespaces. @public
 */
export interface EntityClaim extends BindingCandidates {
  readonly entityRef: string;
  /** In the form in which refs compare. */
  readonly owners: ReadonlySet<string>;
  /** The value of the label that confirms it by its own name; undefined: none does. */
  readonly ownId?: string;
}

/** Reads what an entity claims. @public */
export function entityClaim(
  entity: Entity,
  ownerRefs: readonly string[],
): EntityClaim {
  return {
    ...entityBindingCandidates(entity),
    entityRef: stringifyEntityRef(entity),
    owners: canonicalOwnerRefs(ownerRefs),
    ...(isDefaultComponent(entity) ? { ownId: entity.metadata.name } : {}),
  };
}

/** Same as `confirmBinding`, for an entity that was read before. @public */
export function confirmClaim(
  claim: EntityClaim,
  { name, labels, annotations }: NamespaceRecord,
  options: ConfirmationOptions,
): Message<ConfirmationCode> | undefined {
  const { namespaces, kubernetesId, entityRef, owners, ownId } = claim;
  const { confirmBy = CONFIRMATION_WAYS } = options;
  const idLabel = labels[LABEL_KUBERNETES_ID];
  const isNamedByEntity =
    namespaces.includes(name) ||
    (kubernetesId !== undefined && kubernetesId === idLabel);
  if (!isNamedByEntity) {
    return undefined;
  }

  const namedEntity = annotations[ANNOTATION_ENTITY_REF];
  if (
    confirmBy.includes('entity-ref') &&
    namedEntity &&
    canonicalRef(namedEntity) === entityRef
  ) {
    return message('confirmed-by-annotation', {
      key: ANNOTATION_ENTITY_REF,
      value: namedEntity,
    });
  }

  const namedOwner = annotations[ANNOTATION_OWNER];
  if (confirmBy.includes('owner') && namedOwner) {
    const [owner] = canonicalOwnerRefs([namedOwner]);
    if (owner && owners.has(owner)) {
      return message('confirmed-by-annotation', {
        key: ANNOTATION_OWNER,
        value: namedOwner,
      });
    }
  }

  if (confirmBy.includes('kubernetes-id') && idLabel && idLabel === ownId) {
    return message('confirmed-by-label', {
      key: LABEL_KUBERNETES_ID,
      value: idLabel,
    });
  }

  const label = options.ownerLabels.find(key => {
    const group = ownOf(labels, key);
    return (
      group && owners.has(`group:default/${group.toLocaleLowerCase('en-US')}`)
    );
  });
  return label === undefined
    ? undefined
    : message('confirmed-by-owner-label', { key: label, value: labels[label] });
}

/** Whether the catalog keeps the entity's name unique, so that the name alone means it. */
function isDefaultComponent({ kind, metadata }: Entity): boolean {
  const namespace = metadata.namespace ?? DEFAULT_NAMESPACE;
  return (
    kind.toLocaleLowerCase('en-US') === 'component' &&
    namespace.toLocaleLowerCase('en-US') === DEFAULT_NAMESPACE
  );
}

/**
 * The command with which the platform confirms a binding, in the first way that
 * counts and that can mean this entity; undefined: none can, or no namespace can
 * have that name (`--all`, say, would be an option of kubectl). Like
 * `confirmCommand`, it takes a namespace away from no one.
 *
 * @param ownerRefs - the entity refs of the entity's owners
 * @public
 */
export function commandToConfirm(
  entity: Entity,
  ownerRefs: readonly string[],
  namespaceName: string,
  { ownerLabels, confirmBy = CONFIRMATION_WAYS }: ConfirmationOptions,
): string | undefined {
  if (!KubernetesValidatorFunctions.isValidNamespace(namespaceName)) {
    return undefined;
  }
  if (confirmBy.includes('entity-ref')) {
    return confirmCommand(stringifyEntityRef(entity), namespaceName);
  }
  const [owner] = canonicalOwnerRefs(ownerRefs);
  if (confirmBy.includes('owner') && owner) {
    return kubectl`annotate namespace ${namespaceName} ${`${ANNOTATION_OWNER}=${owner}`}`;
  }
  if (confirmBy.includes('kubernetes-id') && isDefaultComponent(entity)) {
    const { name } = entity.metadata;
    return kubectl`label namespace ${namespaceName} ${`${LABEL_KUBERNETES_ID}=${name}`}`;
  }
  const [ownerLabel] = ownerLabels;
  const group = [...canonicalOwnerRefs(ownerRefs)]
    .map(ref => /^group:default\/(.+)/.exec(ref)?.[1])
    .find(name => name !== undefined);
  return ownerLabel && group
    ? kubectl`label namespace ${namespaceName} ${`${ownerLabel}=${group}`}`
    : undefined;
}

/**
 * The command with which the platform confirms a binding by the entity's ref.
 * It fails on a namespace that already names another entity, so that it never
 * overwrites that binding.
 */
export function confirmCommand(
  entityRef: string,
  namespaceName: string,
): string {
  return kubectl`annotate namespace ${namespaceName} ${`${ANNOTATION_ENTITY_REF}=${entityRef}`}`;
}
