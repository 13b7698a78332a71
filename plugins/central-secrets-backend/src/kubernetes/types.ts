/** The seams of a reflector: where objects come from, where they go, time and chance. */

/** A raw Kubernetes object, as the API server sent it. */
export type KubernetesObject = unknown;

/** One page of a list. */
export interface ListPage {
  /** The version that the whole list shows; every page of one list has the same. */
  readonly resourceVersion: string;
  /** undefined: this was the last page. */
  readonly continueToken?: string;
  /** How long it was on the way; undefined: not known. */
  readonly bytes?: number;
  /** How many objects there are in it; undefined: not known. */
  readonly count?: number;
  /** To be read once. Reading may throw where an object is not what the protocol says. */
  readonly items: Iterable<KubernetesObject>;
}

/** As much of a list that is read in one answer as has arrived. */
export interface ListPart {
  /** To be read once, as those of a page. */
  readonly items: Iterable<KubernetesObject>;
  /** The version that the whole list shows. The last part alone has it: a list without it was cut off. */
  readonly resourceVersion?: string;
}

/** One event of a watch. Any other `type` is a fault. */
export interface WatchEvent {
  readonly type: string;
  /** For ERROR a Status, else the object (for BOOKMARK only its version). */
  readonly object: KubernetesObject;
}

/**
 * One kind of one cluster. It throws a `Fault`, or an error that `toFault`
 * makes one.
 */
export interface Source {
  /**
   * Set where `watch` only polls: changes since its last batch are not known
   * before the next.
   */
  readonly isPolled?: boolean;
  /** Both must end soon after their signal is aborted, and leave nothing open. */
  list(request: {
    readonly limit: number;
    readonly continueToken?: string;
    /** The whole as it was at exactly this version, where that is still known. Default: as it is now. */
    readonly resourceVersion?: string;
    readonly signal: AbortSignal;
  }): Promise<ListPage>;
  /**
   * The whole as it is now, in one answer that is read as it arrives. Throws
   * when anything in it cannot be trusted. undefined, or absent: this source is
   * read in pages.
   */
  stream?(request: {
    readonly signal: AbortSignal;
  }): Promise<AsyncIterable<ListPart> | undefined>;
  /**
   * Resolves when the API server has accepted the watch. The stream gives
   * events in batches as they arrive, ends when the server ends it, and throws
   * when anything in it cannot be trusted. The consumer of a batch empties it.
   */
  watch(request: {
    readonly resourceVersion: string;
    readonly timeoutSeconds: number;
    /** To be called at every sign that the stream is alive, other than a batch. */
    readonly onAlive: () => void;
    readonly signal: AbortSignal;
  }): Promise<AsyncIterable<WatchEvent[]>>;
}

/** Where a reflector puts what it learns. Must not throw. */
export interface Sink {
  /** Begins a new whole; nothing of it is visible before `commit`. */
  startReplacement(): Replacement;
  upsert(object: KubernetesObject): void;
  remove(object: KubernetesObject): void;
}

/** A new whole in the making; one that is never committed leaves no trace. */
export interface Replacement {
  add(object: KubernetesObject): void;
  /** In one step: an object that is not in it has vanished. */
  commit(): void;
}

/** Time, so that tests own it. Milliseconds. */
export interface Clock {
  now(): number;
  /** Answers how to call it off. */
  setTimeout(callback: () => void, ms: number): () => void;
  /** Lets everything else that is due have its turn of the event loop. */
  turn(): Promise<void>;
}

/** Chance: a number from 0 (included) to 1 (excluded). */
export type Random = () => number;

/** The computer's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  turn: () => new Promise(resolve => setImmediate(resolve)),
};
