import { ConformanceClient, WatchEvent } from '@central-secrets/demo-cluster';
import {
  ClusterRequest,
  HttpConnection,
  linesOf,
} from '@central-secrets/kubernetes-client';
import { connectAs, Identity } from '../framework/identity';

/** More than any answer here has, in bytes. */
const SIZE_LIMIT = 16 * 1024 * 1024;

/** Asks the real API server what the demo cluster, too, must answer. */
export class RealConformanceClient implements ConformanceClient {
  readonly #connection: HttpConnection;

  constructor(identity: Identity) {
    this.#connection = connectAs(identity);
  }

  async request(
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<{ status: number; body: any }> {
    const answer = await this.#connection.request({
      method: method as ClusterRequest['method'],
      path,
      ...(body !== undefined && {
        headers: { 'content-type': contentType },
        body: JSON.stringify(body),
      }),
    });
    const text = await answer.text(SIZE_LIMIT);
    const isJson = String(answer.headers['content-type']).includes('json');
    return { status: answer.status, body: isJson ? JSON.parse(text) : text };
  }

  async watch(path: string) {
    const closed = new AbortController();
    const { body } = await this.#connection.request({
      method: 'GET',
      path: `${path}${path.includes('?') ? '&' : '?'}watch=true`,
      signal: closed.signal,
    });
    const events = linesOf(body);
    return {
      next: async (): Promise<WatchEvent | undefined> => {
        const { done, value } = await events.next();
        return done ? undefined : JSON.parse(value);
      },
      close: () => closed.abort(),
    };
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
