import { ConformanceClient, WatchEvent } from '@central-secrets/demo-cluster';
import { Agent, Dispatcher, request } from 'undici';
import { Identity } from '../framework/kubernetesApi';

/** Asks the real API server what the demo cluster, too, must answer. */
export class RealConformanceClient implements ConformanceClient {
  readonly #agent: Agent;
  readonly #identity: Identity;

  constructor(identity: Identity) {
    this.#agent = new Agent({
      connect: { ca: identity.certificateAuthority },
      bodyTimeout: 0,
    });
    this.#identity = identity;
  }

  async request(
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<{ status: number; body: any }> {
    const answer = await request(`${this.#identity.url}${path}`, {
      method: method as Dispatcher.HttpMethod,
      dispatcher: this.#agent,
      headers: {
        ...this.#headers(),
        ...(body !== undefined && { 'content-type': contentType }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.body.text();
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      body: isJson ? JSON.parse(text) : text,
    };
  }

  async watch(path: string) {
    const closed = new AbortController();
    const { body } = await request(
      `${this.#identity.url}${path}${path.includes('?') ? '&' : '?'}watch=true`,
      {
        dispatcher: this.#agent,
        headers: this.#headers(),
        signal: closed.signal,
      },
    );
    const events = linesOf(body);
    return {
      next: async (): Promise<WatchEvent | undefined> => {
        const { done, value } = await events.next();
        return done ? undefined : JSON.parse(value);
      },
      close: () => closed.abort(),
    };
  }

  #headers(): Record<string, string> {
    const { token, actingAs } = this.#identity;
    return {
      authorization: `Bearer ${token}`,
      ...(actingAs && { 'impersonate-user': actingAs.user }),
    };
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

async function* linesOf(body: AsyncIterable<Buffer>) {
  let rest = '';
  for await (const piece of body) {
    const lines = (rest + piece.toString('utf8')).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
}
