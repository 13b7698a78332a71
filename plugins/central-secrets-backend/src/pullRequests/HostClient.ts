import { ServiceUnavailableError } from '@backstage/errors';
import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  HostRefusedError,
  LostAnswerError,
  RateLimitedError,
} from './PullRequestHost';

/** An answer of a host. */
export interface HostAnswer {
  readonly status: number;
  readonly text: string;
  /** The text as JSON; undefined where it is none. */
  readonly json: any;
}

/** A request to a host. */
export interface HostRequest {
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as a form. */
  readonly json?: unknown;
  readonly form?: FormData | URLSearchParams;
  /** Statuses beside those from 200 to 299 that are answers, and not errors. */
  readonly expected?: readonly number[];
}

export interface HostClientOptions {
  /** The host's name for people. */
  readonly title: string;
  /** The repository's page, as errors name it. */
  readonly repositoryUrl: string;
  /** The address that all paths begin at. */
  readonly apiUrl: string;
  /** The headers with the credentials. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  /** The rights that the token needs, as the host calls them. */
  readonly rights: string;
  /** The key of the configuration that holds the token. */
  readonly configKey: string;
  readonly fetch: typeof fetch;
  /** A request without an answer by then has failed. */
  readonly timeoutMs?: number;
}

/** The maximum length of an answer, in bytes. */
const MAX_ANSWER = 8 * 1024 * 1024;

/** How much of a host's own words an error repeats. */
const MAX_WORDS = 300;

/** Sends requests to one host, and says in one voice what its refusals mean. */
export class HostClient {
  readonly #options: HostClientOptions;

  constructor(options: HostClientOptions) {
    this.#options = options;
  }

  /**
   * Sends a request.
   *
   * @throws HostRefusedError, RateLimitedError, LostAnswerError (a change of
   * unknown outcome) or ServiceUnavailableError
   */
  async send(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    request: HostRequest = {},
  ): Promise<HostAnswer> {
    const { title, apiUrl, timeoutMs = 15_000 } = this.#options;
    const url = new URL(`${apiUrl}${path}`);
    Object.entries(request.query ?? {}).forEach(([key, value]) =>
      url.searchParams.set(key, value),
    );
    const headers = await this.#headers();
    let status: number;
    let text: string;
    let answered: Headers;
    try {
      const response = await this.#options.fetch(url, {
        method,
        headers: {
          accept: 'application/json',
          ...headers,
          ...(request.json === undefined
            ? {}
            : { 'content-type': 'application/json' }),
        },
        body:
          request.json === undefined
            ? request.form
            : JSON.stringify(request.json),
        signal: AbortSignal.timeout(timeoutMs),
      });
      ({ status, headers: answered } = response);
      text = await textWithin(response, MAX_ANSWER);
    } catch (error) {
      const reason = redactText(reasonOf(error));
      throw method === 'GET'
        ? new ServiceUnavailableError(
            `${title} cannot be reached (${reason}); nothing was changed, try again in a moment`,
          )
        : new LostAnswerError(
            `${title} did not answer (${reason}), so it is unknown whether it made the change`,
          );
    }
    const answer = { status, text, json: parse(text) };
    if (isSuccess(status) || request.expected?.includes(status)) {
      return answer;
    }
    throw this.#errorOf(answer, answered, method);
  }

  /** Reads with GET; undefined: there is no such thing (404). */
  async find(
    path: string,
    request: HostRequest = {},
  ): Promise<HostAnswer | undefined> {
    const answer = await this.send('GET', path, {
      ...request,
      expected: [404],
    });
    return answer.status === 404 ? undefined : answer;
  }

  async #headers(): Promise<Readonly<Record<string, string>>> {
    const { title, repositoryUrl, configKey, headers } = this.#options;
    try {
      return await headers();
    } catch (error) {
      throw new HostRefusedError(
        `No credentials of ${title} for ${repositoryUrl} (${redactText(
          reasonOf(error),
        )}); the platform team has to correct ${configKey}`,
      );
    }
  }

  #errorOf(
    { status, json, text }: HostAnswer,
    headers: Headers,
    method: string,
  ): Error {
    const { title, repositoryUrl, rights, configKey } = this.#options;
    const words = `${title} answered ${status}: ${wordsOf(json, text)}`;
    const wait = waitOf(status, headers, words);
    if (wait !== undefined) {
      return new RateLimitedError(
        `${title} takes no more requests ${wait}; nothing was changed, try again then (${words})`,
      );
    }
    if (status === 401) {
      return new ServiceUnavailableError(
        `${title} does not accept the token for ${repositoryUrl}; the platform team has to renew it in ${configKey} (${words})`,
      );
    }
    if (status === 403 || status === 404) {
      return new HostRefusedError(
        `The token may not do this in ${repositoryUrl}, or the repository does not exist; the platform team has to grant it ${rights} (${configKey}), and to allow branches that begin with central-secrets/ (${words})`,
      );
    }
    if (status >= 500 && method !== 'GET') {
      return new LostAnswerError(
        `It is unknown whether the change was made (${words})`,
      );
    }
    return new ServiceUnavailableError(
      `The change of ${repositoryUrl} failed; try again in a moment (${words})`,
    );
  }
}

/** Whether an answer to a change says in its words what is meant. */
export function says({ json, text }: HostAnswer, words: RegExp): boolean {
  return words.test(json === undefined ? text : JSON.stringify(json));
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

/** For how long a host takes no more requests; undefined: it is another refusal. */
function waitOf(
  status: number,
  headers: Headers,
  words: string,
): string | undefined {
  const isLimited =
    status === 429 ||
    (status === 403 &&
      (headers.get('x-ratelimit-remaining') === '0' ||
        headers.has('retry-after') ||
        /rate limit/i.test(words)));
  if (!isLimited) {
    return undefined;
  }
  const seconds = Number(headers.get('retry-after') ?? NaN);
  if (seconds > 0) {
    return `for ${seconds} s`;
  }
  // Seconds since the epoch, at GitHub and GitLab alike.
  const reset = Number(
    headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? NaN,
  );
  return reset > 0 && reset < 1e11
    ? `until ${new Date(reset * 1_000).toISOString()}`
    : 'for a while';
}

/** A host's own words, as far as they are shown. */
function wordsOf(json: any, text: string): string {
  const said = json?.message ?? json?.error?.message ?? json?.errors ?? text;
  const words = typeof said === 'string' ? said : JSON.stringify(said) ?? '';
  return redactText(words.slice(0, MAX_WORDS)) || 'no reason';
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads an answer, and ends it where it is too long. */
async function textWithin(response: Response, limit: number): Promise<string> {
  if (!response.body) {
    return '';
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) {
      throw new Error(`the answer is longer than ${limit} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
