import { isAcceptedAs } from '../definitions/isAcceptedAs';
import { isOlderThan } from '../operatorVersion';
import { Rule, Severity } from '../rule';
import { isSubstituted } from '../substitutions';

/** The version of the operator that no longer serves `v1beta1`, and of the one that first serves `v1`. */
const WITHOUT_V1BETA1 = '0.17';
const WITH_V1 = '0.16';

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
  *check(input) {
    const {
      manifests,
      settings: { operatorVersion },
    } = input;
    const servesOld = isOlderThan(operatorVersion, WITHOUT_V1BETA1);
    const lacksNew = isOlderThan(operatorVersion, WITH_V1);
    for (const manifest of manifests) {
      const { apiVersion, group, kind, object } = manifest;
      if (group !== 'external-secrets.io' || isSubstituted(kind)) {
        continue;
      }
      const served = Object.hasOwn(SERVED, kind) ? SERVED[kind] : undefined;
      if (!served) {
        const known = Object.keys(SERVED).join(', ');
        yield {
          manifest,
          path: ['kind'],
          message: `${group} has no kind ${kind}: use one of ${known}`,
        };
      } else if (served === 'v1' && lacksNew && apiVersion === `${group}/v1`) {
        yield {
          manifest,
          path: ['apiVersion'],
          message: `${apiVersion} is served since External Secrets Operator ${WITH_V1}, and the operator is ${operatorVersion}: write "apiVersion: ${group}/v1beta1", or upgrade it`,
        };
      } else if (apiVersion !== `${group}/${served}`) {
        const isOld = served === 'v1' && apiVersion === `${group}/v1beta1`;
        if (isOld && servesOld) {
          continue;
        }
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
          // An operator of an older version, or its flag, may serve it.
          ...(isOld && servesOld === undefined
            ? { severity: 'warning' satisfies Severity }
            : {}),
          message: `${wrong}: write "apiVersion: ${group}/${served}"${more}`,
          ...(isAcceptedAs(input, manifest, `${group}/${served}`)
            ? {
                fix: {
                  what: 'replace',
                  path: ['apiVersion'],
                  value: `${group}/${served}`,
                },
              }
            : {}),
        };
      }
    }
  },
};
