/** One request to the API server. @public */
export interface ClusterRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute and already escaped, such as `/api/v1/namespaces`. */
  readonly path: string;
  /** Entries that are undefined are left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the request, and the body when that is still being read. */
  readonly signal?: AbortSignal;
  /**
   * Ends it likewise after that many milliseconds, counted from when its
   * credentials are there: a login may wait for a person.
   */
  readonly timeoutMs?: number;
  /**
   * Called whenever the connection that carries this response has proved to be
   * alive without a byte of the body: an answered HTTP/2 ping. Never called on
   * HTTP/1.1, where only bytes prove anything.
   */
  readonly onAlive?: () => void;
}

/** The answer, whatever its status. @public */
export interface ClusterResponse {
  readonly status: number;
  /** Names in lower case; the first value where a header is repeated. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be read to its end or ended by the request's signal: an abandoned body holds the connection. */
  readonly body: AsyncIterable<Uint8Array>;
  /**
   * The whole body as text, up to a limit: 1 MiB where none is given. Throws
   * `AnswerTooLargeError` beyond it.
   */
  text(limitBytes?: number): Promise<string>;
}

/**
 * The way to one API server under one identity. Nothing is connected before
 * the first request, so a cluster that is away costs nothing but errors.
 *
 * @public
 */
export interface ClusterConnection {
  /**
   * Answers with any HTTP status; when there is no answer, throws an error that
   * `describeConnectionError` explains.
   */
  request(request: ClusterRequest): Promise<ClusterResponse>;
  /** Ends every request under way and every socket. */
  close(): Promise<void>;
}
