import {
  message,
  Message,
  RefusalCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  NamespaceRecord,
  RequestTerms,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/**
 * The environment that a namespace belongs to, by its label; '' where it has
 * none, which no distribution can name.
 */
export function environmentOf(
  { labels }: Pick<NamespaceRecord, 'labels'>,
  label: string | undefined,
): string {
  return label !== undefined && Object.hasOwn(labels, label)
    ? labels[label]
    : '';
}

/** Why a namespace is in none of the environments of a distribution; undefined: it is in one. */
export function whyOtherEnvironment(
  { environments }: RequestTerms,
  namespace: Pick<NamespaceRecord, 'name' | 'labels'>,
  label: string | undefined,
): Message<RefusalCode> | undefined {
  const value = environmentOf(namespace, label);
  if (environments === undefined || environments.includes(value)) {
    return undefined;
  }
  const told = {
    label: label ?? '',
    environments: [...environments],
    namespace: namespace.name,
  };
  return value === ''
    ? message('other-environments.none', told)
    : message('other-environments', { ...told, value });
}
