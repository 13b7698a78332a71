import { ApiClient, ApiProblem } from './ApiClient';
import { Copies } from './Copies';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 400;

/** What to watch. */
interface WatchedPath {
  readonly path: string;
  readonly fieldSelector?: string;
}

/**
 * Keeps `Copies` equal to the cluster: lists once, then watches, and resumes
 * after every fault from the last known version.
 */
export class CopyWatch {
  readonly #api: ApiClient;
  readonly #watched: WatchedPath;
  readonly #copies: Copies;
  readonly #onChange: () => void;
  readonly #end = new AbortController();
  #current = new AbortController();
  #problem?: ApiProblem;

  constructor(options: {
    api: ApiClient;
    watched: WatchedPath;
    copies: Copies;
    onChange: () => void;
  }) {
    this.#api = options.api;
    this.#watched = options.watched;
    this.#copies = options.copies;
    this.#onChange = options.onChange;
  }

  /** Why it does not know the cluster as it is now; undefined while it does. */
  get problem(): ApiProblem | undefined {
    return this.#problem;
  }

  /** Runs until `stop`. */
  async run(): Promise<void> {
    let version: string | undefined;
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.#end.signal.aborted) {
      try {
        version ??= await this.#list();
        for await (const event of this.#events(version)) {
          version = this.#take(event);
          pauseMs = FIRST_PAUSE_MS;
          if (version === undefined) {
            break;
          }
        }
        // The server has ended the watch, as it does after a while.
        await pause(FIRST_PAUSE_MS, this.#end.signal);
      } catch (error) {
        this.#problem =
          error instanceof ApiProblem
            ? error
            : new ApiProblem('failing', 0, String((error as Error).message));
        version = this.#problem.status === 410 ? undefined : version;
        this.#onChange();
        await pause(pauseMs, this.#end.signal);
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      }
    }
  }

  /** The connection may be dead without a sign of it: opens the watch again. */
  doubt(): void {
    this.#current.abort();
  }

  stop(): void {
    this.#end.abort();
    this.#current.abort();
  }

  async #list(): Promise<string> {
    const { path, fieldSelector } = this.#watched;
    const { items, resourceVersion } = await this.#api.list(path, {
      fieldSelector,
    });
    this.#copies.replace(
      items.map(item => ({ kind: 'ExternalSecret', ...item })),
    );
    this.#healed();
    return resourceVersion;
  }

  async *#events(version: string): AsyncGenerator<any> {
    const { path, fieldSelector } = this.#watched;
    this.#current = new AbortController();
    if (this.#end.signal.aborted) {
      return;
    }
    yield* this.#api.watch(
      path,
      version,
      { fieldSelector },
      { signal: this.#current.signal, onOpen: () => this.#healed() },
    );
  }

  /** @returns the version to continue from; undefined: it is gone, list again. */
  #take({ type, object }: any): string | undefined {
    if (type === 'ERROR') {
      if (object?.code === 410) {
        return undefined;
      }
      throw new ApiProblem('failing', object?.code ?? 0, 'the watch failed');
    }
    if (type === 'DELETED') {
      this.#copies.remove(object);
    } else if (type !== 'BOOKMARK') {
      this.#copies.put(object);
    }
    this.#healed();
    return object.metadata.resourceVersion;
  }

  #healed(): void {
    this.#problem = undefined;
    this.#onChange();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
    if (signal.aborted) {
      done();
    }
  });
}
