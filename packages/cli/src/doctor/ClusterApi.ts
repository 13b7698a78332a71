import { request, RequestOptions } from 'node:https';
import { request as plainRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { KubeConfig } from '@kubernetes/client-node';
import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import { AnswerTooLarge, textWithin } from './textWithin';

/** The API server's answer, with any status. */
export interface ApiAnswer {
  readonly status: number;
  /** Parsed; a text where it is not JSON. */
  // The API server may send any shape, so each reader checks the fields that it
  // uses.
  readonly body: any;
}

/** One API server, as one identity. */
export interface ClusterApi {
  readonly server: string;
  readonly context: string;
  /**
   * @param path - with its query, already escaped
   * @throws AnswerTooLarge where the answer is larger than the limit; Error of
   * one line, where the server does not answer
   */
  ask(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: unknown,
  ): Promise<ApiAnswer>;
}

const TIME_LIMIT_MS = 30_000;
/**
 * The maximum size of one answer, in bytes: a page of ordinary objects has less
 * than 2 MiB, and no object in a cluster is larger than 3 MiB.
 */
const SIZE_LIMIT = 16 * 1024 * 1024;
/** The number of objects in one page. */
const PAGE_SIZE = 500;
/** How often a request is sent again where the API server is too busy. */
const RETRIES = 5;

/** The first line of a message from another program, without credentials. */
function firstLine(message: string): string {
  return redactText(message.split('\n')[0]);
}

/** The reason why a connection failed, in plain words. */
function connectionProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens there';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'unknown host name';
    case 'ETIMEDOUT':
      return `no answer within ${TIME_LIMIT_MS / 1_000} s`;
    default:
      return message ? firstLine(message) : String(code);
  }
}

/** Sends requests with a kubeconfig and the authentication that it names. */
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
      if (answer.status !== 429 || attempt === RETRIES) {
        return answer;
      }
      await delay(retryAfterMs);
    }
  }

  async #send(method: string, path: string, body: unknown) {
    const options: RequestOptions = { headers: {} };
    try {
      await this.#kubeConfig.applyToHTTPSOptions(options);
    } catch (error) {
      throw new Error(
        `context ${this.context}: cannot get credentials: ${firstLine(
          (error as Error).message,
        )}`,
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
            textWithin(response, SIZE_LIMIT, path).then(
              content =>
                resolve({
                  status: response.statusCode ?? 0,
                  body: parsed(content),
                  retryAfterMs:
                    1_000 * (Number(response.headers['retry-after']) || 1),
                }),
              error =>
                error instanceof AnswerTooLarge ? reject(error) : fail(error),
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

/** The API server refused; `status` is its HTTP status. */
export class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/**
 * A list, page by page, because it may be larger than the memory. A page over
 * the size limit is requested again with half as many objects.
 *
 * @param pageSize - small where teams decide how large an item is
 * @throws Refused where it may not be read, or a single object is too large
 */
export async function* pagesOf(
  api: ClusterApi,
  path: string,
  pageSize = PAGE_SIZE,
): AsyncIterable<readonly any[]> {
  const page = { limit: pageSize, token: '' };
  do {
    const answer = await askPage(api, path, page);
    const { body } = accepted(answer, `list ${path}`);
    yield body.items ?? [];
    page.token = body.metadata?.continue ?? '';
  } while (page.token);
}

/** Every item of a list. @throws as `pagesOf` */
export async function listAll(
  api: ClusterApi,
  path: string,
  onPage: (count: number) => void = () => {},
): Promise<any[]> {
  const items: any[] = [];
  for await (const page of pagesOf(api, path)) {
    items.push(...page);
    onPage(items.length);
  }
  return items;
}

/**
 * Requests one page, with as many objects as the size limit allows. Later pages
 * ask for no more than that.
 */
async function askPage(
  api: ClusterApi,
  path: string,
  page: { limit: number; readonly token: string },
): Promise<ApiAnswer> {
  for (;;) {
    const query = `limit=${page.limit}${
      page.token ? `&continue=${encodeURIComponent(page.token)}` : ''
    }`;
    try {
      return await api.ask('GET', `${path}?${query}`);
    } catch (error) {
      if (!(error instanceof AnswerTooLarge)) {
        throw error;
      }
      if (page.limit === 1) {
        throw new Refused(
          0,
          `cannot list ${path}: a single object is larger than ${error.limitText}, which is the most that is read`,
        );
      }
      page.limit = Math.floor(page.limit / 2);
    }
  }
}

/**
 * Returns the answer, unless it is a refusal. @throws Refused in the API
 * server's own words
 */
export function accepted(answer: ApiAnswer, what: string): ApiAnswer {
  if (answer.status >= 200 && answer.status < 300) {
    return answer;
  }
  const words =
    typeof answer.body?.message === 'string'
      ? firstLine(answer.body.message)
      : `the API server answered ${answer.status}`;
  throw new Refused(answer.status, `cannot ${what}: ${words}`);
}
