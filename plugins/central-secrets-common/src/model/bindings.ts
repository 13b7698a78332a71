import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_ENTITY_REF,
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_OWNER,
  LABEL_KUBERNETES_ID,
} from '../labels';
import { NamespaceRecord } from './records';
import { shellWord } from './shellWord';

/** What an entity says of where it runs. @public */
export interface BindingCandidates {
  /** Namespaces named by `backstage.io/kubernetes-namespace` (commas separate several). */
  readonly namespaces: string[];
  /** `backstage.io/kubernetes-id`: namespaces that bear it as a label are meant, too. */
  readonly kubernetesId?: string;
  /** `backstage.io/kubernetes-cluster`: only this one; undefined: every cluster. */
  readonly cluster?: string;
}

/**
 * Reads from an entity's annotations which namespaces it claims. A claim, no
 * more: whoever edits the catalog file writes it (see `confirmBinding`).
 *
 * @public
 */
export function entityBindingCandidates(entity: Entity): BindingCandidates {
  const annotations = entity.metadata.annotations ?? {};
  const namespaces = (annotations[ANNOTATION_KUBERNETES_NAMESPACE] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  const kubernetesId = annotations[ANNOTATION_KUBERNETES_ID]?.trim();
  const cluster = annotations[ANNOTATION_KUBERNETES_CLUSTER]?.trim();
  return {
    namespaces: [...new Set(namespaces)],
    ...(kubernetesId ? { kubernetesId } : {}),
    ...(cluster ? { cluster } : {}),
  };
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

/** Owner refs, full or short (`trading` is `group:default/trading`), in the form in which refs compare. */
export function canonicalOwnerRefs(refs: readonly string[]): Set<string> {
  return new Set(
    refs.flatMap(ref => canonicalRef(ref, { defaultKind: 'group' }) ?? []),
  );
}

/**
 * What on the namespace's side confirms that it belongs to the entity, in
 * words such as `label backstage.io/kubernetes-id=backstage`; undefined when
 * nothing does.
 *
 * @remarks
 * Both sides must name each other. The entity names the namespace by
 * `backstage.io/kubernetes-namespace`, or by a `backstage.io/kubernetes-id`
 * that the namespace bears as a label. The namespace names the entity back by
 * one of:
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
  options: { readonly ownerLabels: readonly string[] },
): string | undefined {
  const { labels, annotations } = namespace;
  const candidates = entityBindingCandidates(entity);
  const idLabel = labels[LABEL_KUBERNETES_ID];
  const isNamedByEntity =
    candidates.namespaces.includes(namespace.name) ||
    (candidates.kubernetesId !== undefined &&
      candidates.kubernetesId === idLabel);
  if (!isNamedByEntity) return undefined;

  const entityRef = stringifyEntityRef(entity);
  const namedEntity = annotations[ANNOTATION_ENTITY_REF];
  if (namedEntity && canonicalRef(namedEntity) === entityRef) {
    return `annotation ${ANNOTATION_ENTITY_REF}=${namedEntity}`;
  }

  const owners = canonicalOwnerRefs(ownerRefs);
  const namedOwner = annotations[ANNOTATION_OWNER];
  if (namedOwner) {
    const [owner] = canonicalOwnerRefs([namedOwner]);
    if (owner && owners.has(owner)) {
      return `annotation ${ANNOTATION_OWNER}=${namedOwner}`;
    }
  }

  const isDefaultComponent =
    entity.kind.toLocaleLowerCase('en-US') === 'component' &&
    (entity.metadata.namespace ?? DEFAULT_NAMESPACE).toLocaleLowerCase(
      'en-US',
    ) === DEFAULT_NAMESPACE;
  if (isDefaultComponent && idLabel && idLabel === entity.metadata.name) {
    return `label ${LABEL_KUBERNETES_ID}=${idLabel}`;
  }

  const label = options.ownerLabels.find(key => {
    const group = labels[key];
    return (
      group && owners.has(`group:default/${group.toLocaleLowerCase('en-US')}`)
    );
  });
  return label && `label ${label}=${labels[label]}`;
}

/**
 * The command with which the platform confirms a binding. It fails on a
 * namespace that already names another entity, rather than take it away.
 *
 * @public
 */
export function confirmCommand(
  entityRef: string,
  namespaceName: string,
): string {
  return `kubectl annotate namespace ${shellWord(namespaceName)} ${shellWord(
    `${ANNOTATION_ENTITY_REF}=${entityRef}`,
  )}`;
}
