import {
  ClusterConnection,
  ClusterRequest,
  ClusterResponse,
} from '@central-secrets/kubernetes-client';
import { refusalWords } from '../../cluster';

/** The name under which the API server knows this program's writes. */
export const PROGRAM = 'central-secrets-hub-index';

/** A request that takes longer has failed. */
const TIME_LIMIT_MS = 30_000;

/** The largest answer that is read: a page of a list. Bytes. */
const ANSWER_BYTES = 32 * 1024 * 1024;

/** The API server refused; `status` is its HTTP status. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/**
 * Sends a request and reads the object in the answer.
 *
 * @param purpose - what is tried, as the end of "cannot …"
 * @throws Refusal in the API server's words; Error without any part of an
 * answer that cannot be read, because it may hold values
 */
export async function ask(
  connection: ClusterConnection,
  request: ClusterRequest,
  purpose: string,
): Promise<{ readonly body: unknown; readonly date?: string }> {
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  const response = await connection.request({
    ...request,
    headers: {
      'user-agent': PROGRAM,
      ...(request.body === undefined
        ? {}
        : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    signal: request.signal ? AbortSignal.any([request.signal, limit]) : limit,
  });
  await refuse(response, purpose);
  const body = parseJson(await response.text(ANSWER_BYTES), purpose);
  return { body, date: response.headers.date };
}

/** @throws Refusal unless the status is one of success. */
export async function refuse(
  response: ClusterResponse,
  purpose: string,
): Promise<void> {
  const { status } = response;
  if (status >= 200 && status < 300) {
    return;
  }
  throw new Refusal(
    status,
    `cannot ${purpose}: ${await refusalWords(response)}`,
  );
}

/**
 * Parses an answer. The message of a JSON parser quotes the text, which may hold
 * values, so none of it is passed on.
 */
export function parseJson(text: string, purpose: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`cannot ${purpose}: the answer is not JSON`);
  }
}
