import { request, RequestOptions } from 'node:https';
import { request as plainRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { KubeConfig } from '@kubernetes/client-node';

/** What the API server answered, whatever its status. */
export interface ApiAnswer {
  readonly status: number;
  /** Parsed; a text where it is no JSON. */
  // What an API server sends is checked where it is used.
  readonly body: any;
}

/** One API server, as one identity. */
export interface ClusterApi {
  readonly server: string;
  readonly context: string;
  /**
   * @param path - with its query, already escaped
   * @throws Error of one line, where there is no answer
   */
  ask(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: unknown,
  ): Promise<ApiAnswer>;
}

const TIME_LIMIT_MS = 30_000;
/** How often a request is sent again that the API server has no time for. */
const RETRIES = 5;

/** Why a connection failed, in plain words. */
function connectionProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens there';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'there is no host of that name';
    case 'ETIMEDOUT':
      return `no answer within ${TIME_LIMIT_MS / 1_000} s`;
    default:
      return message?.split('\n')[0] || String(code);
  }
}

/** Asks by a kubeconfig, with whatever authentication it names. */
export class KubeconfigApi implements ClusterApi {
  readonly server: string;
  readonly context: string;
  readonly #kubeConfig: KubeConfig;

  constructor(kubeConfig: KubeConfig) {
    this.#kubeConfig = kubeConfig;
    this.server = kubeConfig.getCurrentCluster()!.server.replace(/\/$/, '');
    this.context = kubeConfig.getCurrentContext();
  }

  async ask(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: unknown,
  ): Promise<ApiAnswer> {
    for (let attempt = 0; ; attempt += 1) {
      const { retryAfterMs, ...answer } = await this.#send(method, path, body);
      if (answer.status !== 429 || attempt === RETRIES) return answer;
      await delay(retryAfterMs);
    }
  }

  async #send(method: string, path: string, body: unknown) {
    const options: RequestOptions = { headers: {} };
    try {
      await this.#kubeConfig.applyToHTTPSOptions(options);
    } catch (error) {
      throw new Error(
        `context ${this.context}: no credentials could be had: ${
          (error as Error).message.split('\n')[0]
        }`,
      );
    }
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const send = this.server.startsWith('http:') ? plainRequest : request;
    return new Promise<ApiAnswer & { retryAfterMs: number }>(
      (resolve, reject) => {
        const fail = (error: unknown) =>
          reject(
            new Error(
              `${this.server} (context ${
                this.context
              }) does not answer: ${connectionProblem(error)}`,
            ),
          );
        const sent = send(
          `${this.server}${path}`,
          {
            ...options,
            method,
            headers: {
              ...options.headers,
              Accept: 'application/json',
              ...(payload === undefined
                ? {}
                : {
                    'Content-Type':
                      method === 'PATCH'
                        ? 'application/json-patch+json'
                        : 'application/json',
                  }),
            },
            signal: AbortSignal.timeout(TIME_LIMIT_MS),
          },
          response => {
            text(response).then(
              content =>
                resolve({
                  status: response.statusCode ?? 0,
                  body: parsed(content),
                  retryAfterMs:
                    1_000 * (Number(response.headers['retry-after']) || 1),
                }),
              fail,
            );
          },
        );
        sent.on('error', error =>
          fail(
            error.name === 'AbortError' || error.name === 'TimeoutError'
              ? { code: 'ETIMEDOUT' }
              : error,
          ),
        );
        sent.end(payload);
      },
    );
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}

/** Every item of a list, page by page. @throws Refused where it may not be read */
export async function listAll(
  api: ClusterApi,
  path: string,
  onPage: (count: number) => void = () => {},
): Promise<any[]> {
  const items: any[] = [];
  let token = '';
  do {
    const query = `limit=500${
      token ? `&continue=${encodeURIComponent(token)}` : ''
    }`;
    const { body } = accepted(
      await api.ask('GET', `${path}?${query}`),
      `list ${path}`,
    );
    items.push(...(body.items ?? []));
    token = body.metadata?.continue ?? '';
    onPage(items.length);
  } while (token);
  return items;
}

/** The API server refused; `status` is its HTTP status. */
export class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** The answer, where it is no refusal. @throws Refused in the API server's own words */
export function accepted(answer: ApiAnswer, what: string): ApiAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const words =
    typeof answer.body?.message === 'string'
      ? answer.body.message.split('\n')[0]
      : `the API server answered ${answer.status}`;
  throw new Refused(answer.status, `cannot ${what}: ${words}`);
}
