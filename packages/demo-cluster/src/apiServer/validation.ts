import { KubernetesObject } from './objects';
import { ResourceType } from './resources';
import { forbidden, invalid, invalidFields } from './statusError';

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const DOCKER_CONFIG_TYPE = 'kubernetes.io/dockerconfigjson';
const DOCKER_CONFIG_KEY = '.dockerconfigjson';
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;

/** The keys that a Secret of a type must have. */
const REQUIRED_KEYS: Readonly<Record<string, readonly string[]>> = {
  [DOCKER_CONFIG_TYPE]: [DOCKER_CONFIG_KEY],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

/**
 * The checks of a real API server that can go wrong in what this project
 * does: names, labels, and what is in Secrets. Schemas of custom resources are not
 * checked.
 */
export function validateObject(
  resource: ResourceType,
  object: KubernetesObject,
  previous: KubernetesObject | undefined,
): void {
  validateName(resource, object.metadata.name);
  validateLabels(resource, object);
  if (resource.kind === 'Secret') {
    validateSecret(resource, object, previous);
  }
}

/** Nothing can be created in a namespace that is being deleted. */
export function assertTakesContent(
  namespace: KubernetesObject,
  resource: ResourceType,
  name: string,
): void {
  const { name: namespaceName, deletionTimestamp } = namespace.metadata;
  if (deletionTimestamp) {
    throw forbidden(
      resource,
      name,
      `unable to create new content in namespace ${namespaceName} because it is being terminated`,
      [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespaceName} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    );
  }
}

function validateName(resource: ResourceType, name: string): void {
  const isNamespace = resource.kind === 'Namespace';
  const pattern = isNamespace ? DNS_LABEL : DNS_SUBDOMAIN;
  if (!pattern.test(name) || name.length > (isNamespace ? 63 : 253)) {
    const what = isNamespace
      ? "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
      : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
    throw invalid(
      resource,
      name,
      'metadata.name',
      `Invalid value: "${name}": ${what}`,
    );
  }
}

function validateLabels(
  resource: ResourceType,
  { metadata }: KubernetesObject,
): void {
  for (const [key, value] of Object.entries(metadata.labels ?? {})) {
    const name = key.slice(key.lastIndexOf('/') + 1);
    if (!QUALIFIED_NAME.test(name) || name.length > 63) {
      throw invalid(
        resource,
        metadata.name,
        'metadata.labels',
        `Invalid value: "${key}": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
      );
    }
    if (
      typeof value !== 'string' ||
      !LABEL_VALUE.test(value) ||
      value.length > 63
    ) {
      throw invalid(
        resource,
        metadata.name,
        'metadata.labels',
        `Invalid value: "${value}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
      );
    }
  }
}

function validateSecret(
  resource: ResourceType,
  secret: KubernetesObject,
  previous: KubernetesObject | undefined,
): void {
  const name = secret.metadata.name;
  if (previous && (previous.type ?? 'Opaque') !== (secret.type ?? 'Opaque')) {
    throw invalid(
      resource,
      name,
      'type',
      `Invalid value: "${secret.type ?? 'Opaque'}": field is immutable`,
    );
  }
  if (
    previous?.immutable &&
    JSON.stringify(previous.data) !== JSON.stringify(secret.data)
  ) {
    throw invalid(
      resource,
      name,
      'data',
      'Forbidden: field is immutable when `immutable` is set',
      'FieldValueForbidden',
    );
  }
  const problems = [
    ...Object.keys(secret.data ?? {}).flatMap(keyProblem),
    ...(REQUIRED_KEYS[secret.type as string] ?? [])
      .filter(key => secret.data?.[key] === undefined)
      .map(key => ({
        field: `data[${key}]`,
        problem: 'Required value',
        reason: 'FieldValueRequired',
      })),
    ...dockerConfigProblem(secret),
  ];
  if (problems.length > 0) {
    throw invalidFields(resource, name, problems);
  }
}

function keyProblem(key: string) {
  return CONFIG_KEY.test(key)
    ? []
    : [
        {
          field: `data[${key}]`,
          problem: `Invalid value: "${key}": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
          reason: 'FieldValueInvalid',
        },
      ];
}

function dockerConfigProblem({ type, data }: KubernetesObject) {
  const encoded = data?.[DOCKER_CONFIG_KEY];
  const problem =
    type === DOCKER_CONFIG_TYPE && encoded !== undefined
      ? jsonProblem(Buffer.from(encoded, 'base64').toString())
      : undefined;
  return problem
    ? [
        {
          field: `data[${DOCKER_CONFIG_KEY}]`,
          problem: `Invalid value: "<secret contents redacted>": ${problem}`,
          reason: 'FieldValueInvalid',
        },
      ]
    : [];
}

/**
 * Returns the message of Go's encoding/json for a text that is not JSON, for
 * the usual mistakes in such a text.
 */
function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const start = text.trimStart();
    if (start === '') {
      return 'unexpected end of JSON input';
    }
    const literal = ['null', 'true', 'false'].find(
      word => word[0] === start[0],
    );
    if (literal) {
      const at = [...literal].findIndex((letter, i) => letter !== start[i]);
      if (at > 0) {
        return start[at] === undefined
          ? 'unexpected end of JSON input'
          : `invalid character '${start[at]}' in literal ${literal} (expecting '${literal[at]}')`;
      }
    }
    if ('{['.includes(start[0])) {
      return 'unexpected end of JSON input';
    }
    return `invalid character '${start[0]}' looking for beginning of value`;
  }
}
