import { ClusterConnection, ClusterRequest } from '../clusters';

/** A connection that answers with what a test says, and remembers what was asked. */
export class FakeConnection implements ClusterConnection {
  readonly requests: ClusterRequest[] = [];

  constructor(
    private readonly answer: (request: ClusterRequest) => {
      status: number;
      body?: unknown;
    },
  ) {}

  async request(request: ClusterRequest) {
    this.requests.push(request);
    const { status, body } = this.answer(request);
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? {});
    return {
      status,
      headers: {},
      body: (async function* chunks() {
        yield new TextEncoder().encode(text);
      })(),
      text: async () => text,
    };
  }

  async close(): Promise<void> {}
}
