import { Rule } from '../rule';

/** The version in which the operator serves each kind since 0.17. */
const SERVED: Readonly<Record<string, string>> = {
  ClusterExternalSecret: 'v1',
  ClusterPushSecret: 'v1alpha1',
  ClusterSecretStore: 'v1',
  ExternalSecret: 'v1',
  PushSecret: 'v1alpha1',
  SecretStore: 'v1',
};

export const apiVersionUnknown: Rule = {
  code: 'api-version-unknown',
  severity: 'error',
  summary: 'The operator serves this kind in this version.',
  *check({ manifests }) {
    for (const manifest of manifests) {
      const { apiVersion, group, kind, object } = manifest;
      if (group !== 'external-secrets.io') continue;
      const served = Object.hasOwn(SERVED, kind) ? SERVED[kind] : undefined;
      if (!served) {
        const known = Object.keys(SERVED).join(', ');
        yield {
          manifest,
          path: ['kind'],
          message: `${group} has no kind ${kind}: use one of ${known}`,
        };
      } else if (apiVersion !== `${group}/${served}`) {
        const isOld = apiVersion === `${group}/v1beta1`;
        const spec = object.spec as { namespaceSelector?: unknown } | undefined;
        const wrong = isOld
          ? `${apiVersion} is not served since External Secrets Operator 0.17`
          : `${kind} is not served as ${apiVersion}`;
        const more =
          isOld && spec?.namespaceSelector
            ? ', and the selector as an entry of "namespaceSelectors:"'
            : '';
        yield {
          manifest,
          path: ['apiVersion'],
          message: `${wrong}: write "apiVersion: ${group}/${served}"${more}`,
        };
      }
    }
  },
};
