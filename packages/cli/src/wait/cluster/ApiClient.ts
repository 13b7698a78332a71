import {
  AuthenticationError,
  ClusterConnection,
  ClusterResponse,
  linesOf,
} from '@central-secrets/kubernetes-client';
import { firstLine, refusalWords } from '../../cluster';
import { ClockBounds, WaitClock } from '../clock';

/** The codes of the observations of a cluster, as far as a request can have them. */
type ProblemCode =
  | 'forbidden'
  | 'unauthorized'
  | 'not-installed'
  | 'unreachable'
  | 'failing';

/** A request without a usable answer. The message is one line, without a secret. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A list, and the version from which a watch continues it. */
interface ApiList {
  readonly items: readonly any[];
  readonly resourceVersion: string;
}

const TIME_LIMIT_MS = 10_000;
/** The number of objects in one page, and the maximum size of a page in bytes. */
const PAGE_SIZE = 200;
const PAGE_LIMIT = 64 * 1024 * 1024;
/** After so long, a watch ends and is opened again. */
const WATCH_SECONDS = 300;

type Query = Readonly<Record<string, string | undefined>>;

/**
 * The requests of a wait. Learns the API server's clock from every answer.
 */
export class ApiClient {
  readonly clockBounds = new ClockBounds();
  readonly #connection: ClusterConnection;
  readonly #clock: WaitClock;
  /** The `Date` of the first answer, in milliseconds. */
  firstDate?: number;

  constructor(connection: ClusterConnection, clock: WaitClock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** @returns undefined where the object does not exist. @throws ApiProblem */
  async find(path: string): Promise<any | undefined> {
    try {
      return await this.#json('GET', path);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  /** A whole list, page by page, as it is when the request is sent or later. @throws ApiProblem */
  async list(path: string, query: Query = {}): Promise<ApiList> {
    const items: any[] = [];
    let page: any;
    do {
      page = await this.#json('GET', path, {
        ...query,
        limit: String(PAGE_SIZE),
        continue: page?.metadata?.continue || undefined,
      });
      items.push(...(page.items ?? []));
    } while (page.metadata?.continue);
    return { items, resourceVersion: page.metadata?.resourceVersion ?? '' };
  }

  /** A JSON merge patch. @returns the object as changed. @throws ApiProblem */
  patch(path: string, body: object): Promise<any> {
    return this.#json(
      'PATCH',
      path,
      { fieldManager: 'central-secrets-wait' },
      JSON.stringify(body),
    );
  }

  /**
   * The changes after a version, until the server or the signal ends them.
   *
   * @param onOpen - called as soon as the server has accepted the watch
   * @throws ApiProblem
   */
  async *watch(
    path: string,
    resourceVersion: string,
    query: Query,
    { signal, onOpen }: { signal: AbortSignal; onOpen: () => void },
  ): AsyncGenerator<any> {
    const response = await this.#send('GET', path, signal, {
      ...query,
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion,
      timeoutSeconds: String(WATCH_SECONDS),
    });
    if (response.status !== 200) {
      throw await refusal(response, `watch ${path}`);
    }
    onOpen();
    try {
      for await (const line of linesOf(response.body)) {
        if (line.trim() !== '') {
          yield JSON.parse(line);
        }
      }
    } catch (error) {
      throw unanswered(error);
    }
  }

  async #json(
    method: 'GET' | 'PATCH',
    path: string,
    query?: Query,
    body?: string,
  ): Promise<any> {
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    const response = await this.#send(method, path, signal, query, body);
    if (response.status !== 200) {
      throw await refusal(
        response,
        `${method === 'GET' ? 'read' : 'change'} ${path}`,
      );
    }
    try {
      return JSON.parse(await response.text(PAGE_LIMIT));
    } catch (error) {
      throw unanswered(error);
    }
  }

  async #send(
    method: 'GET' | 'PATCH',
    path: string,
    signal: AbortSignal,
    query?: Query,
    body?: string,
  ): Promise<ClusterResponse> {
    const sentAt = this.#clock.now();
    let response: ClusterResponse;
    try {
      response = await this.#connection.request({
        method,
        path,
        query,
        body,
        signal,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/merge-patch+json' } }),
      });
    } catch (error) {
      throw unanswered(error);
    }
    const date = Date.parse(response.headers.date ?? '');
    if (!Number.isNaN(date)) {
      this.firstDate ??= date;
    }
    this.clockBounds.learn(date, sentAt, this.#clock.now());
    return response;
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

function unanswered(error: unknown): ApiProblem {
  const { name, message, code } = error as NodeJS.ErrnoException;
  if (error instanceof AuthenticationError) {
    return new ApiProblem('unauthorized', 0, firstLine(message));
  }
  const isTimeout = name === 'TimeoutError' || name === 'AbortError';
  return new ApiProblem(
    'unreachable',
    0,
    isTimeout
      ? `no answer within ${TIME_LIMIT_MS / 1_000} s`
      : firstLine(message || String(code)),
  );
}

const CODES: Readonly<Record<number, ProblemCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-installed',
};

async function refusal(
  response: ClusterResponse,
  what: string,
): Promise<ApiProblem> {
  const { status } = response;
  return new ApiProblem(
    CODES[status] ?? 'failing',
    status,
    `cannot ${what}: ${await refusalWords(response)}`,
  );
}
