/** One line of a watch. */
export interface WatchEvent {
  type: string;
  object: any;
}

/** A client of a Kubernetes API server, with one identity. */
export interface ConformanceClient {
  /** Answers every status; `body` is parsed where it is JSON, and text otherwise. */
  request(
    method: string,
    path: string,
    body?: unknown,
    contentType?: string,
  ): Promise<{ status: number; body: any }>;
  /** `next` waits for one event; undefined when the stream has ended. */
  watch(path: string): Promise<{
    next(): Promise<WatchEvent | undefined>;
    close(): void;
  }>;
}

/** The server that is asked, and as whom. */
export interface ConformanceSubject {
  /** May do everything. */
  admin: ConformanceClient;
  /** A client that is signed in under the name `nobody` and has no rights. */
  nobody: ConformanceClient;
  /** A namespace that exists and is this feature's alone. */
  namespace: string;
}

/**
 * Something that the plugin relies on an API server to do. The demo cluster
 * and a real one must both pass; where they differ, the real one is right.
 */
export interface ConformanceFeature {
  /** A sentence about the server, without "The server". */
  name: string;
  /** Throws when it does not hold. */
  check(subject: ConformanceSubject): Promise<void>;
}
