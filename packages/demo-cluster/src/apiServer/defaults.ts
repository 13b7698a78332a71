import { KubernetesObject } from './objects';

/**
 * Fills in the defaults that a real API server adds where a writer left a field
 * out. Changes the object.
 */
export function applyDefaults(object: KubernetesObject): void {
  switch (object.kind) {
    case 'Namespace':
      object.metadata.labels = {
        ...object.metadata.labels,
        'kubernetes.io/metadata.name': object.metadata.name,
      };
      break;
    case 'Secret':
      object.type ??= 'Opaque';
      if (object.stringData) {
        object.data = { ...object.data, ...encoded(object.stringData) };
        delete object.stringData;
      }
      break;
    case 'ExternalSecret':
      defaultExternalSecretSpec(object.spec);
      break;
    case 'ClusterExternalSecret':
      defaultExternalSecretSpec(object.spec?.externalSecretSpec);
      break;
    case 'PushSecret':
      defaultPushSecretSpec(object.spec);
      break;
    case 'ClusterPushSecret':
      defaultPushSecretSpec(object.spec?.pushSecretSpec);
      break;
    default:
  }
}

/** The defaults of the CRDs (2.9.0). */
function defaultExternalSecretSpec(spec: any): void {
  if (!spec) {
    return;
  }
  spec.refreshInterval ??= '1h0m0s';
  spec.target ??= {};
  spec.target.creationPolicy ??= 'Owner';
  spec.target.deletionPolicy ??= 'Retain';
  if (spec.target.template) {
    spec.target.template.engineVersion ??= 'v2';
    spec.target.template.mergePolicy ??= 'Replace';
  }
}

/** The defaults of the CRDs (2.9.0). */
function defaultPushSecretSpec(spec: any): void {
  if (!spec) {
    return;
  }
  spec.refreshInterval ??= '1h0m0s';
  spec.updatePolicy ??= 'Replace';
  spec.deletionPolicy ??= 'None';
  for (const entry of spec.data ?? []) {
    entry.conversionStrategy ??= 'None';
  }
}

function encoded(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Buffer.from(value).toString('base64'),
    ]),
  );
}
