import { qualifiedName, ResourceType } from './resources';

/** Kubernetes' answer to whatever did not work, as it goes over the wire. */
export interface StatusBody {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: object;
  status: 'Failure' | 'Success';
  message?: string;
  reason?: string;
  details?: object;
  code?: number;
}

/**
 * An API error. The texts are those of kube-apiserver 1.35 (apimachinery's
 * `api/errors`), because clients show them and some compare them.
 */
export class StatusError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details?: object;

  constructor(code: number, reason: string, message: string, details?: object) {
    super(message);
    this.name = 'StatusError';
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  toBody(): StatusBody {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(this.details && { details: this.details }),
      code: this.code,
    };
  }
}

function detailsOf(resource: ResourceType, name?: string) {
  return {
    ...(name !== undefined && { name }),
    ...(resource.group && { group: resource.group }),
    kind: resource.plural,
  };
}

export function notFound(resource: ResourceType, name: string): StatusError {
  return new StatusError(
    404,
    'NotFound',
    `${qualifiedName(resource)} "${name}" not found`,
    detailsOf(resource, name),
  );
}

export function alreadyExists(resource: ResourceType, name: string) {
  return new StatusError(
    409,
    'AlreadyExists',
    `${qualifiedName(resource)} "${name}" already exists`,
    detailsOf(resource, name),
  );
}

export function conflict(resource: ResourceType, name: string): StatusError {
  return new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(
      resource,
    )} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    detailsOf(resource, name),
  );
}

export function forbidden(
  resource: ResourceType,
  name: string | undefined,
  why: string,
  causes?: object[],
): StatusError {
  const subject = name
    ? `${qualifiedName(resource)} "${name}"`
    : qualifiedName(resource);
  return new StatusError(403, 'Forbidden', `${subject} is forbidden: ${why}`, {
    ...detailsOf(resource, name),
    ...(causes && { causes }),
  });
}

/** `causes` as Kubernetes gives them: the field, and what is wrong with it. */
export function invalid(
  resource: ResourceType,
  name: string,
  field: string,
  problem: string,
  reason = 'FieldValueInvalid',
): StatusError {
  const kind = resource.group
    ? `${resource.kind}.${resource.group}`
    : resource.kind;
  return new StatusError(
    422,
    'Invalid',
    `${kind} "${name}" is invalid: ${field}: ${problem}`,
    {
      name,
      ...(resource.group && { group: resource.group }),
      kind: resource.kind,
      causes: [{ reason, message: problem, field }],
    },
  );
}

/** Several fields of one object at once, as the API server words it. */
export function invalidFields(
  resource: ResourceType,
  name: string,
  problems: readonly { field: string; problem: string; reason: string }[],
): StatusError {
  if (problems.length === 1) {
    const [{ field, problem, reason }] = problems;
    return invalid(resource, name, field, problem, reason);
  }
  return new StatusError(
    422,
    'Invalid',
    `${resource.kind} "${name}" is invalid: [${problems
      .map(({ field, problem }) => `${field}: ${problem}`)
      .join(', ')}]`,
    {
      name,
      kind: resource.kind,
      causes: problems.map(({ field, problem, reason }) => ({
        reason,
        message: problem,
        field,
      })),
    },
  );
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

/**
 * The error for a core path that is not served. Where a whole group is not, a
 * real server answers with plain text.
 */
export function noSuchResource(): StatusError {
  return new StatusError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

export function methodNotAllowed(): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

export function unsupportedMediaType(accepted: readonly string[]): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}

/** A watch asked for a past that is no longer kept. */
export function tooOldVersion(asked: number, oldest: number): StatusError {
  return new StatusError(
    410,
    'Expired',
    `too old resource version: ${asked} (${oldest})`,
  );
}

/** A later page of a list asked for a snapshot that is no longer kept. */
export function expiredContinue(): StatusError {
  return new StatusError(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
  );
}
