import {
  AnswerTooLargeError,
  ClusterConnection,
  ClusterRequest,
} from '@central-secrets/kubernetes-client';

/** A connection that gives a test's answers, and remembers the requests. */
export class FakeConnection implements ClusterConnection {
  readonly requests: ClusterRequest[] = [];
  readonly #answer: (request: ClusterRequest) => {
    status: number;
    body?: unknown;
  };

  constructor(
    answer: (request: ClusterRequest) => {
      status: number;
      body?: unknown;
    },
  ) {
    this.#answer = answer;
  }

  async request(request: ClusterRequest) {
    this.requests.push(request);
    const { status, body } = this.#answer(request);
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? {});
    return {
      status,
      headers: {},
      body: (async function* chunks() {
        yield new TextEncoder().encode(text);
      })(),
      text: async (limitBytes = Infinity) => {
        if (text.length > limitBytes) {
          throw new AnswerTooLargeError(request.path, limitBytes);
        }
        return text;
      },
    };
  }

  async close(): Promise<void> {}
}
