import { ClusterApi } from '../apiServer/clusterApi';
import { KubernetesObject } from '../apiServer/objects';
import { objectHash } from './hash';

/** How the operator knows again the Secrets that it writes. */
export const MANAGED_LABEL = 'reconcile.external-secrets.io/managed';
export const CREATED_BY_LABEL = 'reconcile.external-secrets.io/created-by';
export const DATA_HASH_ANNOTATION = 'reconcile.external-secrets.io/data-hash';

/** Whether the operator takes notice of a Secret at all. */
export function isManaged({ metadata }: KubernetesObject): boolean {
  return metadata.labels?.[MANAGED_LABEL] === 'true';
}

/** Makes the operator take notice of a Secret that an ExternalSecret is to write. */
export function markAsManaged(
  api: ClusterApi,
  externalSecret: KubernetesObject,
  { kind, metadata: { name, namespace } }: KubernetesObject,
): void {
  api.patch(
    { kind, name, namespace },
    { metadata: { labels: { [MANAGED_LABEL]: 'true' } } },
    { fieldManager: fieldManagerOf(externalSecret) },
  );
}

/** The value of `CREATED_BY_LABEL` on the Secrets of an ExternalSecret. */
export function createdByMark({ metadata }: KubernetesObject): string {
  return objectHash(`${metadata.namespace}/${metadata.name}`);
}

/**
 * The field manager with which the operator writes the Secrets of an
 * ExternalSecret.
 */
export function fieldManagerOf({ metadata }: KubernetesObject): string {
  return `externalsecrets.external-secrets.io/${metadata.name}`;
}

/** Secrets that an ExternalSecret created under other names, such as its target's name of before. */
export function orphansOf(
  api: ClusterApi,
  externalSecret: KubernetesObject,
  secretName: string,
): KubernetesObject[] {
  const mark = createdByMark(externalSecret);
  return api
    .list('Secret', externalSecret.metadata.namespace)
    .filter(
      ({ metadata }) =>
        metadata.labels?.[CREATED_BY_LABEL] === mark &&
        metadata.name !== secretName,
    );
}
