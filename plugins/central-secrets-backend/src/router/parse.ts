import {
  CompoundEntityRef,
  KubernetesValidatorFunctions as validators,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  RequestBody,
  requestBodySchema,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { z } from 'zod';
import { quote, quoteAll } from '../echo';

/** The fields of an input. The description of each is the form that it accepts. */
export type Fields = z.ZodObject<Record<string, z.ZodType>>;

/** How an error calls a part of a request, and one entry of it. */
interface Place {
  readonly part: 'address' | 'body';
  readonly entry: 'parameter' | 'field';
}

const ADDRESS: Place = { part: 'address', entry: 'parameter' };
const BODY: Place = { part: 'body', entry: 'field' };

function listNames(names: readonly string[]): string {
  return names.join(names.length === 2 ? ' and ' : ', ');
}

function explain(
  issue: z.core.$ZodIssue,
  { shape }: Fields,
  input: unknown,
  { part, entry }: Place,
): string {
  const known = listNames(Object.keys(shape));
  if (issue.code === 'unrecognized_keys') {
    return `${quoteAll(issue.keys)}: no such ${entry}; the ${part} may have ${
      known || 'none'
    }`;
  }
  if (issue.path.length === 0) {
    return `${part}: ${quote(
      input,
    )} is not accepted; send a JSON object with ${known}`;
  }
  const field = String(issue.path[0]);
  const value = (input as Readonly<Record<string, unknown>>)[field];
  const fault =
    value === undefined ? 'is missing' : `${quote(value)} is not accepted`;
  return `${field}: ${fault}; use ${shape[field].description}`;
}

function parse<Schema extends Fields>(
  schema: Schema,
  input: unknown,
  place: Place,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    return parsed.data;
  }
  throw new InputError(
    parsed.error.issues
      .map(issue => explain(issue, schema, input, place))
      .join('; '),
  );
}

const entityParametersSchema = z.object({
  namespace: z
    .string()
    .refine(validators.isValidNamespace)
    .describe('at most 63 lower-case letters, digits and "-", such as default'),
  kind: z
    .string()
    .refine(validators.isValidKind)
    .describe('at most 63 letters and digits, such as component'),
  name: z
    .string()
    .refine(validators.isValidObjectName)
    .describe(
      'at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit',
    ),
});

/** The entity that an address names. Throws InputError naming each parameter at fault, its value and the accepted form. */
export function parseEntityParameters(
  parameters: Readonly<Record<string, string>>,
): CompoundEntityRef {
  return parse(entityParametersSchema, parameters, ADDRESS);
}

/** The query of an address. Throws InputError naming each parameter at fault, its value and the accepted form. */
export function parseQuery<Schema extends Fields>(
  schema: Schema,
  query: unknown,
): z.output<Schema> {
  return parse(schema, query, ADDRESS);
}

/** The body of a request. Throws InputError naming each field at fault, its value and the accepted form. */
export function parseRequestBody(body: unknown): RequestBody {
  return parse(requestBodySchema, body ?? {}, BODY);
}
