import { objectPath } from '../framework/objects';

/** Where an object is. */
export interface ObjectReference {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

const API_VERSIONS: Readonly<Record<string, string>> = {
  Namespace: 'v1',
  Secret: 'v1',
  ConfigMap: 'v1',
  Event: 'v1',
  ResourceQuota: 'v1',
  ExternalSecret: 'external-secrets.io/v1',
  SecretStore: 'external-secrets.io/v1',
  ClusterExternalSecret: 'external-secrets.io/v1',
  ClusterSecretStore: 'external-secrets.io/v1',
  Password: 'generators.external-secrets.io/v1alpha1',
  ValidatingAdmissionPolicy: 'admissionregistration.k8s.io/v1',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
};

/** The path of the object referred to. */
export function pathOf({ kind, name, namespace }: ObjectReference): string {
  const apiVersion = API_VERSIONS[kind];
  if (!apiVersion) {
    throw new Error(`no API version is known for kind ${kind}; add it here`);
  }
  return objectPath({ apiVersion, kind, metadata: { name, namespace } });
}
