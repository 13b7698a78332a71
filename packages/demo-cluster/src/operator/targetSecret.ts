import { managedKeys } from '../apiServer/managedFields';
import { controllerOf, copyOf, KubernetesObject } from '../apiServer/objects';
import { EXTERNAL_SECRETS_API_VERSION } from '../apiServer/resources';
import { objectHash } from './hash';
import {
  CREATED_BY_LABEL,
  createdByMark,
  DATA_HASH_ANNOTATION,
  fieldManagerOf,
  isManaged,
  MANAGED_LABEL,
} from './secretMarks';
import { ExternalSecretSpec, SecretTemplate, SecretValues } from './specs';
import { renderTemplate } from './template';

/** Another ExternalSecret owns the Secret: trying again does not help. */
export class SecretIsOwnedError extends Error {}

/** Another controller owns the Secret: trying again does not help. */
export class SecretOwnershipError extends Error {}

/** Whether the Secret is there and still as the operator wrote it. */
export function isSecretValid(
  secret: KubernetesObject | undefined,
  spec: ExternalSecretSpec,
): boolean {
  if (spec.target.creationPolicy === 'Orphan') {
    return true;
  }
  return (
    secret !== undefined &&
    isManaged(secret) &&
    secret.metadata.annotations?.[DATA_HASH_ANNOTATION] ===
      objectHash(secret.data ?? {})
  );
}

/** The Secret as it should be: a new one, or the existing one with our part changed. */
export function desiredSecret(
  externalSecret: KubernetesObject,
  existing: KubernetesObject | undefined,
  values: SecretValues,
): KubernetesObject {
  const { metadata } = externalSecret;
  const { target } = externalSecret.spec as ExternalSecretSpec;
  const owner = existing && controllerOf(existing);
  const isOwned = owner?.kind === 'ExternalSecret';
  if (isOwned && owner.name !== metadata.name) {
    throw new SecretIsOwnedError(
      `secret is owned by another ExternalSecret: ${owner.name}`,
    );
  }
  if (
    target.creationPolicy === 'Owner' &&
    owner &&
    owner.kind !== 'ExternalSecret'
  ) {
    // The message of controller-runtime's SetControllerReference.
    throw new SecretOwnershipError(
      `could not set controller reference on secret: Object ${metadata.namespace}/${existing.metadata.name} is already owned by another ${owner.kind} controller ${owner.name}`,
    );
  }
  const secret: KubernetesObject = existing
    ? copyOf(existing)
    : {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: target.name ?? metadata.name,
          namespace: metadata.namespace,
        },
        type: 'Opaque',
      };
  secret.data ??= {};
  secret.metadata.labels ??= {};
  secret.metadata.annotations ??= {};
  if (target.immutable) {
    secret.immutable = true;
  }
  if (!existing || !target.immutable) {
    removeOwnKeys(secret, fieldManagerOf(externalSecret));
    applyTemplate(secret, externalSecret, values);
  }
  if (target.creationPolicy === 'Owner') {
    secret.metadata.ownerReferences = [
      {
        apiVersion: EXTERNAL_SECRETS_API_VERSION,
        blockOwnerDeletion: true,
        controller: true,
        kind: 'ExternalSecret',
        name: metadata.name,
        uid: metadata.uid!,
      },
    ];
    secret.metadata.labels[CREATED_BY_LABEL] = createdByMark(externalSecret);
  } else {
    if (isOwned) {
      secret.metadata.ownerReferences = secret.metadata.ownerReferences?.filter(
        ({ uid }) => uid !== owner.uid,
      );
    }
    delete secret.metadata.labels[CREATED_BY_LABEL];
  }
  secret.metadata.labels[MANAGED_LABEL] = 'true';
  secret.metadata.annotations[DATA_HASH_ANNOTATION] = objectHash(secret.data);
  return secret;
}

/**
 * Removes all that this ExternalSecret wrote earlier; the keys that it still
 * wants are written again.
 */
function removeOwnKeys(secret: KubernetesObject, manager: string): void {
  for (const key of managedKeys(secret, manager, 'data')) {
    delete secret.data[key];
  }
  for (const section of ['labels', 'annotations'] as const) {
    for (const key of managedKeys(secret, manager, section)) {
      delete secret.metadata[section]![key];
    }
  }
}

/**
 * Fills data, labels and annotations; order of precedence: template data,
 * provider data, existing data (Merge only).
 */
function applyTemplate(
  secret: KubernetesObject,
  externalSecret: KubernetesObject,
  values: SecretValues,
): void {
  const { target } = externalSecret.spec as ExternalSecretSpec;
  const { template } = target;
  const { metadata } = secret;
  const source = template ? template.metadata : externalSecret.metadata;
  Object.assign(metadata.labels!, source?.labels);
  Object.assign(metadata.annotations!, source?.annotations);
  if (target.creationPolicy !== 'Merge') {
    secret.data = {};
  }
  if (template?.type) {
    secret.type = template.type;
  }
  if (!template?.data || template.mergePolicy === 'Merge') {
    Object.assign(secret.data, encoded(values));
  }
  if (template) {
    Object.assign(secret.data, encoded(rendered(template.data, values)));
    Object.assign(
      metadata.labels!,
      rendered(template.metadata?.labels, values),
    );
    Object.assign(
      metadata.annotations!,
      rendered(template.metadata?.annotations, values),
    );
  }
}

function rendered(
  templates: SecretTemplate['data'],
  values: SecretValues,
): SecretValues {
  try {
    return Object.fromEntries(
      Object.entries(templates ?? {}).map(([key, text]) => [
        key,
        renderTemplate(key, text, values),
      ]),
    );
  } catch (error) {
    throw new Error(
      `could not apply template: could not execute template: could not execute template: ${
        (error as Error).message
      }`,
    );
  }
}

function encoded(values: SecretValues): SecretValues {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Buffer.from(value).toString('base64'),
    ]),
  );
}
