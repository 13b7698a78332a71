import {
  CompoundEntityRef,
  KubernetesValidatorFunctions as validators,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  RequestBody,
  requestBodySchema,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { z } from 'zod';
import { quote, quoteAll } from '../echo';

const NAME_FORM =
  'at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit';

const PARAMETERS = [
  [
    'namespace',
    validators.isValidNamespace,
    'at most 63 lower-case letters, digits and "-", such as default',
  ],
  [
    'kind',
    validators.isValidKind,
    'at most 63 letters and digits, such as component',
  ],
  ['name', validators.isValidObjectName, NAME_FORM],
] as const;

/** The entity that an address names. Throws InputError naming parameter, value and accepted form. */
export function parseEntityParameters(
  parameters: Readonly<Record<string, string>>,
): CompoundEntityRef {
  for (const [parameter, isValid, form] of PARAMETERS) {
    const value = parameters[parameter];
    if (!isValid(value)) {
      throw new InputError(
        `${parameter}: ${quote(
          value,
        )} is not accepted in the address; use ${form}`,
      );
    }
  }
  const { kind, namespace, name } = parameters;
  return { kind, namespace, name };
}

/** The body of a request. Throws InputError naming every field at fault, its value and what is accepted. */
export function parseRequestBody(body: unknown): RequestBody {
  const parsed = requestBodySchema.safeParse(body ?? {});
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues.map(issue => describe(issue, body)).join('; '),
    );
  }
  return parsed.data;
}

/** Which namespaces a question is about. Throws InputError naming parameter, value and accepted form. */
export function parseUsageQuery(query: Readonly<Record<string, unknown>>): {
  cluster?: string;
  namespace?: string;
} {
  const accepted = ['cluster', 'namespace'];
  for (const [parameter, value] of Object.entries(query)) {
    if (!accepted.includes(parameter)) {
      throw new InputError(
        `${quote(
          parameter,
        )}: no such parameter; the address may have ${accepted.join(' and ')}`,
      );
    }
    if (typeof value !== 'string' || value === '') {
      throw new InputError(
        `${parameter}: ${quote(
          value,
        )} is not accepted in the address; use one name, or leave it out`,
      );
    }
  }
  return query;
}

/** The accepted form, by field. */
const FORMS: Record<keyof RequestBody, string> = {
  distribution:
    'the name of a distribution, such as "application-docker-registry"',
  action: '"add" or "remove"',
  cluster: 'the name of a cluster, or nothing',
  namespace: 'the name of a namespace that the entity is bound to, or nothing',
  dryRun: 'true, false or nothing',
};

function describe(issue: z.core.$ZodIssue, body: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    return `${quoteAll(
      issue.keys,
    )}: no such field; the body may have ${Object.keys(FORMS).join(', ')}`;
  }
  const [field] = issue.path;
  const form = FORMS[field as keyof RequestBody];
  if (!form) {
    return `body: ${quote(
      body,
    )} is not accepted; send a JSON object with ${Object.keys(FORMS).join(
      ', ',
    )}`;
  }
  const value = (body as Record<string, unknown> | undefined)?.[String(field)];
  return `${String(field)}: ${
    value === undefined ? 'is missing' : `${quote(value)} is not accepted`
  }; use ${form}`;
}
