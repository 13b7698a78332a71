import { DemoCluster } from '../startDemoCluster';

export const NAMESPACES = '/api/v1/namespaces';
export const EXTERNAL_SECRETS = '/apis/external-secrets.io/v1';
const MERGE_PATCH = 'application/merge-patch+json';
export const JSON_PATCH = 'application/json-patch+json';

/** One line of a watch. */
export interface WatchEvent {
  type: string;
  object: any;
}

/** A client of the demo cluster's HTTP side, with one of its tokens. */
export function httpClient(
  demo: Pick<DemoCluster, 'url'>,
  token: string | undefined = 'demo-admin',
) {
  const request = async (
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<{ status: number; body: any }> => {
    const response = await fetch(`${demo.url}${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': contentType }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      body: isJson ? JSON.parse(text) : text,
    };
  };
  return {
    request,
    get: (path: string) => request('GET', path),
    patch: (path: string, patch: unknown, contentType = MERGE_PATCH) =>
      request('PATCH', path, patch, contentType),
    /** Opens a watch. `next` waits for one event; undefined when the stream has ended. */
    watch: async (path: string) => {
      const aborter = new AbortController();
      const response = await fetch(
        `${demo.url}${path}${path.includes('?') ? '&' : '?'}watch=true`,
        {
          headers: { authorization: `Bearer ${token}` },
          signal: aborter.signal,
        },
      );
      const events = linesOf(response.body!);
      return {
        status: response.status,
        next: async (): Promise<WatchEvent | undefined> => {
          const { done, value } = await events.next();
          return done ? undefined : JSON.parse(value);
        },
        close: () => aborter.abort(),
      };
    },
  };
}

async function* linesOf(body: AsyncIterable<Uint8Array>) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
}
