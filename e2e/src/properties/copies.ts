import { KubernetesObject } from '../framework/kubernetesApi';
import { Credential, Format } from './formats';
import { decoded, externalSecretsIn, secretIn, until } from './observe';

const EVERY_COPY = {
  'managed-by': 'external-secrets',
  source: 'central-secret-store',
};

/** The template of a distribution that writes this format. */
export function templateOf(
  format: Format,
  moreLabels: Readonly<Record<string, string>> = {},
) {
  return {
    type: format.type,
    metadata: { labels: labelsOf(format, moreLabels) },
    data: format.template,
  };
}

function labelsOf(
  format: Format,
  moreLabels: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...moreLabels,
    ...format.labels,
    ...EVERY_COPY,
    'secret-type': format.name,
  };
}

/**
 * Asserts that a copy has its type, its labels, and exactly its keys with the
 * right values.
 */
export function expectCopy(
  copy: KubernetesObject,
  format: Format,
  credential: Credential,
  moreLabels: Readonly<Record<string, string>> = {},
): void {
  expect(copy.type).toBe(format.type);
  expect(copy.metadata.labels).toMatchObject(labelsOf(format, moreLabels));
  const values = Object.entries(decoded(copy)).map(([key, value]) => [
    key,
    key === '.dockerconfigjson' ? JSON.parse(value) : value,
  ]);
  expect(Object.fromEntries(values)).toEqual(format.expected(credential));
}

/** Waits for a copy, and reports the operator's message while it is missing. */
export function copyOf(
  namespace: string,
  name: string,
): Promise<KubernetesObject> {
  return until(
    () => secretIn(namespace, name),
    () => `the Secret ${namespace}/${name}`,
    {
      describe: async () =>
        JSON.stringify(
          (await externalSecretsIn(namespace)).map(({ status }) => status),
        ),
    },
  );
}
