import { ClusterConnection, ClusterResponse } from '../clusters';
import { faultOfStatus, malformed } from './Fault';

/** What to GET. */
interface GetRequest {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * GETs a document.
 *
 * @throws Fault where the status is not 200 or the body is no JSON
 */
export async function getJson(
  connection: ClusterConnection,
  request: GetRequest,
): Promise<unknown> {
  return parseJson(
    await getText(connection, request),
    `no JSON at ${request.path}`,
  );
}

/** GETs a document as it is. @throws Fault where the status is not 200 */
export async function getText(
  connection: ClusterConnection,
  request: GetRequest,
): Promise<string> {
  const response = await connection.request({ method: 'GET', ...request });
  if (response.status !== 200) {
    throw await faultOfResponse(`GET ${request.path}`, response);
  }
  return response.text();
}

/** What a response that is not the one asked for means. */
export async function faultOfResponse(what: string, response: ClusterResponse) {
  const text = await response.text();
  let status: unknown;
  try {
    status = JSON.parse(text);
  } catch {
    // A proxy's page, say. The HTTP status alone must do.
  }
  return faultOfStatus(
    what,
    response.status,
    status,
    // Kubernetes gives seconds; the other form, a date, is not used by it.
    Number(response.headers['retry-after']) || undefined,
  );
}

/** @throws Fault saying that the server sent `otherwise` */
export function parseJson(text: string, otherwise: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(otherwise);
  }
}
