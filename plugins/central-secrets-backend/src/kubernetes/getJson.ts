import {
  message,
  Message,
  ObservationCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  AnswerTooLargeError,
  ClusterConnection,
  ClusterResponse,
} from '@central-secrets/kubernetes-client';
import { faultOfStatus, malformed } from './Fault';
import { READ_LIMITS } from './readLimits';

/** The target of a GET request. */
interface GetRequest {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /**
   * The maximum length of the body. Bytes; default: the maximum length of one
   * object.
   */
  readonly limitBytes?: number;
}

/**
 * GETs a document.
 *
 * @throws Fault where the status is not 200 or the body is not JSON
 * @throws AnswerTooLargeError where it is beyond the limit
 */
export async function getJson(
  connection: ClusterConnection,
  request: GetRequest,
): Promise<unknown> {
  return parseJson(
    await getText(connection, request),
    message('not-json', { path: request.path }),
  );
}

/** GETs a document as it is. @throws as `getJson` does */
export async function getText(
  connection: ClusterConnection,
  { limitBytes = READ_LIMITS.document, ...request }: GetRequest,
): Promise<string> {
  const response = await connection.request({ method: 'GET', ...request });
  if (response.status !== 200) {
    throw await faultOfResponse(`GET ${request.path}`, response);
  }
  return response.text(limitBytes);
}

/** Returns the fault that an unexpected response means. */
export async function faultOfResponse(
  request: string,
  response: ClusterResponse,
) {
  const text = await errorText(response);
  let status: unknown;
  try {
    status = JSON.parse(text);
  } catch {
    // A proxy's page, say. The HTTP status alone must do.
  }
  return faultOfStatus(
    request,
    response.status,
    status,
    // Kubernetes gives seconds; the other form, a date, is not used by it.
    Number(response.headers['retry-after']) || undefined,
  );
}

/** The body of an error; empty where it is longer than any that says something. */
export async function errorText(response: ClusterResponse): Promise<string> {
  try {
    return await response.text(READ_LIMITS.error);
  } catch (error) {
    if (error instanceof AnswerTooLargeError) {
      return '';
    }
    throw error;
  }
}

/** @throws Fault saying `otherwise` where the text is not JSON */
export function parseJson(
  text: string,
  otherwise: Message<ObservationCode>,
): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(otherwise);
  }
}
