import { controllerOf, KubernetesObject } from '../apiServer/objects';
import { EXTERNAL_SECRETS_API_VERSION } from '../apiServer/resources';
import { withCanonicalInterval } from './goDuration';
import { ClusterExternalSecretSpec } from './specs';

/** On a ClusterExternalSecret: mirrored to its children, and so syncs them all. */
const FORCE_SYNC_ANNOTATION = 'external-secrets.io/force-sync';

/** Whether an ExternalSecret is this distribution's. By name, as the operator decides it. */
export function isOwnedBy(
  child: KubernetesObject,
  distribution: KubernetesObject,
): boolean {
  const owner = controllerOf(child);
  return (
    owner?.kind === 'ClusterExternalSecret' &&
    owner.name === distribution.metadata.name
  );
}

/**
 * The ExternalSecret that a distribution wants in a namespace. Labels and
 * annotations are replaced, not merged: a user's additions to a child do not
 * last.
 */
export function childOf(
  { metadata, spec }: KubernetesObject,
  namespace: string,
  name: string,
  existing?: KubernetesObject,
): KubernetesObject {
  const { externalSecretMetadata, externalSecretSpec } =
    spec as ClusterExternalSecretSpec;
  const forceSync = metadata.annotations?.[FORCE_SYNC_ANNOTATION];
  const annotations = {
    ...externalSecretMetadata?.annotations,
    ...(forceSync && { [FORCE_SYNC_ANNOTATION]: forceSync }),
  };
  const { template } = externalSecretSpec.target;
  return withCanonicalInterval({
    ...existing,
    apiVersion: EXTERNAL_SECRETS_API_VERSION,
    kind: 'ExternalSecret',
    metadata: {
      ...existing?.metadata,
      name,
      namespace,
      labels: externalSecretMetadata?.labels,
      annotations:
        Object.keys(annotations).length > 0 ? annotations : undefined,
      ownerReferences: [
        {
          apiVersion: EXTERNAL_SECRETS_API_VERSION,
          blockOwnerDeletion: true,
          controller: true,
          kind: 'ClusterExternalSecret',
          name: metadata.name,
          uid: metadata.uid!,
        },
      ],
    },
    spec: {
      ...externalSecretSpec,
      target: {
        ...externalSecretSpec.target,
        // The operator's own types write the empty struct out.
        ...(template && { template: { metadata: {}, ...template } }),
      },
    },
  });
}
