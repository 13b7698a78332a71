import {
  AnswerTooLargeError,
  ClusterConnection,
  ClusterRequest,
} from '@central-secrets/kubernetes-client';

/** A document to answer with, and its status and headers where they are not the usual ones. */
export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Text is sent as it is, in these pieces; anything else as JSON. */
  readonly body?: readonly (string | Uint8Array)[] | object;
}

/** A connection whose answers are a function of the path; keeps what was asked. */
export class FakeConnection implements ClusterConnection {
  readonly requests: string[] = [];
  readonly #answer: (request: ClusterRequest) => FakeAnswer;

  constructor(answer: (request: ClusterRequest) => FakeAnswer) {
    this.#answer = answer;
  }

  async request(request: ClusterRequest) {
    const query = Object.entries(request.query ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}=${value}`);
    this.requests.push([request.path, ...query].join(' '));
    const { status = 200, headers = {}, body = {} } = this.#answer(request);
    const pieces: readonly (string | Uint8Array)[] = Array.isArray(body)
      ? body
      : [JSON.stringify(body)];
    return {
      status,
      headers,
      body: (async function* chunks() {
        for (const piece of pieces) {
          yield Buffer.from(piece as string);
        }
      })(),
      text: async (limitBytes = Infinity) => {
        const text = pieces.join('');
        if (text.length > limitBytes) {
          throw new AnswerTooLargeError(request.path, limitBytes);
        }
        return text;
      },
    };
  }

  async close() {}
}

/**
 * Returns the answers of `GET /apis/external-secrets.io` and of its versions.
 */
export function discoveryAnswer(
  path: string,
  served: Record<string, string[]>,
): FakeAnswer | undefined {
  const group = '/apis/external-secrets.io';
  const versions = Object.keys(served);
  if (path === group) {
    return versions.length
      ? { body: { versions: versions.map(version => ({ version })) } }
      : { status: 404, body: { kind: 'Status', code: 404 } };
  }
  const version = versions.find(each => path === `${group}/${each}`);
  return (version && {
    body: { resources: served[version].map(name => ({ name })) },
  }) as FakeAnswer | undefined;
}
