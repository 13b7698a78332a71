import { LabelSelector } from '@central-secrets/backstage-plugin-central-secrets-node';
import { labelSelectorMatches, selectorError } from '../apiServer/selectors';
import { ClusterExternalSecretSpec } from './specs';

/** Every selector of a ClusterExternalSecret, ORed; a name is one as well. */
function selectorsOf(spec: ClusterExternalSecretSpec): LabelSelector[] {
  return [
    ...(spec.namespaces ?? []).map(name => ({
      matchLabels: { 'kubernetes.io/metadata.name': name },
    })),
    ...(spec.namespaceSelector ? [spec.namespaceSelector] : []),
    ...(spec.namespaceSelectors ?? []),
  ];
}

/** Why the selectors cannot be used, in the operator's words; undefined when they can. */
export function selectorsProblem(
  spec: ClusterExternalSecretSpec,
): string | undefined {
  const unreadable = selectorsOf(spec).find(selector =>
    selectorError(selector),
  );
  return (
    unreadable &&
    `failed to convert label selector ${goText(unreadable)}: ${selectorError(
      unreadable,
    )}`
  );
}

/** Whether one of the valid selectors matches a namespace with these labels. */
export function isSelected(
  spec: ClusterExternalSecretSpec,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return selectorsOf(spec).some(
    selector =>
      !selectorError(selector) && labelSelectorMatches(selector, labels),
  );
}

/** A selector as Go's `%s` prints a *metav1.LabelSelector. */
function goText({ matchLabels = {}, matchExpressions = [] }: LabelSelector) {
  const labels = Object.keys(matchLabels)
    .sort()
    .map(key => `${key}: ${matchLabels[key]},`)
    .join('');
  const expressions = matchExpressions
    .map(
      ({ key, operator, values = [] }) =>
        `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(
          ' ',
        )}],},`,
    )
    .join('');
  return `&LabelSelector{MatchLabels:map[string]string{${labels}},MatchExpressions:[]LabelSelectorRequirement{${expressions}},}`;
}
