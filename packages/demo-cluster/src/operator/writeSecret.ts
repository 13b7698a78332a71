import { isDeepStrictEqual } from 'node:util';
import { ClusterApi } from '../apiServer/clusterApi';
import { copyOf, KubernetesObject } from '../apiServer/objects';
import { SecretValues } from './specs';
import { fieldManagerOf } from './secretMarks';
import {
  desiredSecret,
  SecretIsOwnedError,
  SecretOwnershipError,
} from './targetSecret';
import { withTemplateSources } from './templateSources';

/** The Secret in the way cannot be changed: trying again does not help. */
export class SecretIsImmutableError extends Error {}

/** Writes the target Secret and says what became of it. Errors are worded as the operator's events. */
export function writeSecret(
  api: ClusterApi,
  externalSecret: KubernetesObject,
  existing: KubernetesObject | undefined,
  values: SecretValues,
): 'created' | 'updated' | 'unchanged' {
  const manager = {
    fieldManager: fieldManagerOf(externalSecret),
  };
  if (!existing) {
    const complete = withTemplateSources(api, externalSecret);
    api.create(desiredSecret(complete, undefined, values), manager);
    return 'created';
  }
  const { name } = existing.metadata;
  let secret: KubernetesObject;
  try {
    secret = desiredSecret(
      withTemplateSources(api, externalSecret),
      existing,
      values,
    );
  } catch (error) {
    const message = `unable to mutate secret ${name}: ${
      (error as Error).message
    }`;
    if (error instanceof SecretIsOwnedError) {
      throw new SecretIsOwnedError(message);
    }
    throw error instanceof SecretOwnershipError
      ? new SecretOwnershipError(message)
      : new Error(message);
  }
  if (
    existing.immutable &&
    !isDeepStrictEqual({ ...secret.data }, { ...existing.data })
  ) {
    // Only the metadata can be changed, and it is.
    api.replace({ ...copyOf(existing), metadata: secret.metadata }, manager);
    throw new SecretIsImmutableError(
      `unable to update secret ${name}: secret is immutable`,
    );
  }
  try {
    return api.replace(secret, manager) === existing ? 'unchanged' : 'updated';
  } catch (error) {
    throw new Error(
      `unable to update secret ${name}: ${(error as Error).message}`,
    );
  }
}
