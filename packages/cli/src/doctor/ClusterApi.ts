import { setTimeout as delay } from 'node:timers/promises';
import {
  AnswerTooLargeError,
  AuthenticationError,
  ClusterConnection,
  sizeText,
} from '@central-secrets/kubernetes-client';
import { firstLine } from '../cluster';

/** The API server's answer, with any status. */
export interface ApiAnswer {
  readonly status: number;
  /** Parsed; a text where it is not JSON. */
  // The API server may send any shape, so each reader checks the fields that it
  // uses.
  readonly body: any;
  /** When it was sent, by the API server's clock. Milliseconds since the epoch; absent: not told. */
  readonly at?: number;
}

/** One API server, as one identity. */
export interface ClusterApi {
  readonly server: string;
  readonly context: string;
  /**
   * @param path - with its query, already escaped
   * @throws AnswerTooLargeError where the answer is larger than the limit; Error of
   * one line, where the server does not answer
   */
  ask(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: unknown,
  ): Promise<ApiAnswer>;
}

/** The time that one request may take. */
const TIME_LIMIT_MS = 30_000;
/** The time that a connection may take, and the way through a proxy before it. */
export const CONNECT_LIMIT_MS = 15_000;
/**
 * The maximum size of one answer, in bytes: a page of ordinary objects has less
 * than 2 MiB, and no object in a cluster is larger than 3 MiB.
 */
const SIZE_LIMIT = 16 * 1024 * 1024;
/** The number of objects in one page. */
const PAGE_SIZE = 500;
/** How often a request is sent again where the API server is too busy. */
const RETRIES = 5;

/** The reason why a connection failed, in plain words. */
function connectionProblem(error: unknown): string {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError') {
    return `no answer within ${TIME_LIMIT_MS / 1_000} s`;
  }
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens there';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'unknown host name';
    case 'UND_ERR_CONNECT_TIMEOUT':
      return `no connection within ${CONNECT_LIMIT_MS / 1_000} s`;
    default:
      return message ? firstLine(message) : String(code);
  }
}

function sentAt(date: string | undefined): Pick<ApiAnswer, 'at'> {
  const at = Date.parse(date ?? '');
  return Number.isNaN(at) ? {} : { at };
}

/** Sends requests over a connection, and parses their answers. */
export class ConnectedApi implements ClusterApi {
  readonly server: string;
  readonly context: string;
  readonly #connection: ClusterConnection;

  constructor(options: {
    readonly server: string;
    readonly context: string;
    readonly connection: ClusterConnection;
  }) {
    this.server = options.server;
    this.context = options.context;
    this.#connection = options.connection;
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

  async #send(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body: unknown,
  ): Promise<ApiAnswer & { readonly retryAfterMs: number }> {
    try {
      const response = await this.#connection.request({
        method,
        path,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: {
            'content-type':
              method === 'PATCH'
                ? 'application/json-patch+json'
                : 'application/json',
          },
        }),
        timeoutMs: TIME_LIMIT_MS,
      });
      return {
        status: response.status,
        body: parsed(await response.text(SIZE_LIMIT)),
        ...sentAt(response.headers.date),
        retryAfterMs: 1_000 * (Number(response.headers['retry-after']) || 1),
      };
    } catch (error) {
      throw this.#describe(error);
    }
  }

  #describe(error: unknown): unknown {
    if (error instanceof AnswerTooLargeError) {
      return error;
    }
    return new Error(
      error instanceof AuthenticationError
        ? `context ${this.context}: cannot get credentials: ${firstLine(
            error.message,
          )}`
        : `${this.server} (context ${
            this.context
          }) does not answer: ${connectionProblem(error)}`,
    );
  }

  /** Ends every socket. */
  close(): Promise<void> {
    return this.#connection.close();
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
 * @param path - may have a query, such as a selector
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
      const sign = path.includes('?') ? '&' : '?';
      return await api.ask('GET', `${path}${sign}${query}`);
    } catch (error) {
      if (!(error instanceof AnswerTooLargeError)) {
        throw error;
      }
      if (page.limit === 1) {
        throw new Refused(
          0,
          `cannot list ${path}: a single object is larger than ${sizeText(
            error.limitBytes,
          )}, which is the most that is read`,
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
