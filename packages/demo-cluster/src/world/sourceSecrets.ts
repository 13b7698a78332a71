import { KubernetesObject } from '../apiServer/objects';
import { ClusterExternalSecretSpec } from '../operator/specs';

/** Where the hub keeps the sources. */
const HUB_NAMESPACE = 'central-secret-store';

/**
 * The source secrets that distributions read key by key (`data`), with values
 * that say that they are not real secrets. Secrets that a distribution takes as
 * a whole (`dataFrom`) must be described elsewhere: their keys are not known
 * beforehand.
 */
export function sourceSecretsFor(
  distributions: readonly KubernetesObject[],
): KubernetesObject[] {
  const secrets = new Map<string, Record<string, string>>();
  for (const { spec } of distributions) {
    const { externalSecretSpec } = spec as ClusterExternalSecretSpec;
    for (const { remoteRef } of externalSecretSpec.data ?? []) {
      const { key, property = 'value' } = remoteRef;
      secrets.set(key, {
        ...secrets.get(key),
        [property]: `demo-only-${key}-${property}`,
      });
    }
  }
  return [...secrets].map(([name, stringData]) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: HUB_NAMESPACE },
    stringData,
  }));
}
