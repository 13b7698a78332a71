import { parseGoDuration } from '@central-secrets/backstage-plugin-central-secrets-common';
import { KubernetesObject } from '../apiServer/objects';

/**
 * A duration as Go writes it: `1h` becomes `1h0m0s`. Only whole seconds are
 * written, since Kubernetes objects have no others here.
 */
export function canonicalGoDuration(text: string): string {
  const seconds = Math.round(parseGoDuration(text) / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), seconds / 60];
  const rest = `${seconds % 60}s`;
  if (hours > 0) {
    return `${hours}h${Math.floor(minutes % 60)}m${rest}`;
  }
  return minutes >= 1 ? `${Math.floor(minutes)}m${rest}` : rest;
}

/**
 * Returns an ExternalSecret as the operator's own types write it, even when it
 * only adds a finalizer. A team's `1h` so counts as changed.
 */
export function withCanonicalInterval(
  externalSecret: KubernetesObject,
): KubernetesObject {
  const { spec } = externalSecret;
  return spec.refreshInterval === undefined
    ? externalSecret
    : {
        ...externalSecret,
        spec: {
          ...spec,
          refreshInterval: canonicalGoDuration(spec.refreshInterval),
        },
      };
}
