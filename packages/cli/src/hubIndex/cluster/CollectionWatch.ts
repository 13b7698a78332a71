import {
  Fields,
  fieldsListOf,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  AnswerTooLargeError,
  ClusterConnection,
  linesOf,
} from '@central-secrets/kubernetes-client';
import { ask, parseJson, PROGRAM, refuse, Refusal } from './ask';
import { Backoff, pause } from './timing';

const GONE = 410;

/** The API server ends a watch after this time; the next one goes on from there. */
const WATCH_SECONDS = 300;
/** A watch that lasts longer than it may is dead. */
const WATCH_LIMIT_MS = (WATCH_SECONDS + 30) * 1_000;

/** Values are in memory for one page at a time. */
const PAGE_SIZE = 200;

export interface CollectionOptions<T> {
  readonly connection: ClusterConnection;
  /** The path of the collection, such as `/api/v1/namespaces/hub/secrets`. */
  readonly path: string;
  readonly labelSelector?: string;
  /** For messages, such as `Secrets of namespace hub`. */
  readonly title: string;
  readonly backoff: Backoff;
  /** Takes what is kept of an object as soon as it arrives. */
  readonly project: (object: Fields) => T;
  readonly onListStart?: () => void;
  readonly onList: (items: readonly T[], version: string) => void;
  readonly onPut: (item: T, version: string) => void;
  readonly onDelete: (name: string, version: string) => void;
  /** Nothing has changed up to this version. */
  readonly onBookmark?: (version: string) => void;
  /** The `Date` of an answer that has just arrived. */
  readonly onDate: (date: string | undefined) => void;
  /**
   * All changes until a time have arrived: that of the list, by the cluster's
   * clock, or, on the watch, until now.
   */
  readonly onComplete: (at?: number) => void;
  readonly onProblem: (error: Error) => void;
  readonly onRecovery: () => void;
}

/**
 * Lists a collection and watches it from then on. client-node's informer does
 * the same, but keeps every object with its values, and knows no bookmarks.
 */
export class CollectionWatch<T> {
  readonly #options: CollectionOptions<T>;
  /** From where to watch on. */
  #version = '';
  #mustList = true;
  #current = new AbortController();

  constructor(options: CollectionOptions<T>) {
    this.#options = options;
  }

  /** Lists and watches until the signal; problems are told, and tried again. */
  async run(signal: AbortSignal): Promise<void> {
    const { backoff, onProblem } = this.#options;
    while (!signal.aborted) {
      this.#current = new AbortController();
      const current = AbortSignal.any([signal, this.#current.signal]);
      try {
        if (this.#mustList) {
          await this.list(current);
        }
        await this.#watch(current);
      } catch (error) {
        if (!current.aborted) {
          if (error instanceof Refusal && error.status === GONE) {
            this.#mustList = true;
          } else {
            onProblem(error as Error);
          }
          await pause(backoff.nextMs(), current);
        }
      }
    }
  }

  /** Ends the watch, and lists again. */
  listAgain(): void {
    this.#mustList = true;
    this.#current.abort();
  }

  /** Lists once. @throws Refusal, or another Error of one line */
  async list(signal: AbortSignal): Promise<void> {
    const { onList, onListStart, onDate, onComplete, onRecovery, backoff } =
      this.#options;
    onListStart?.();
    const items: T[] = [];
    const page = { limit: PAGE_SIZE, token: '' };
    let version = '';
    let date: string | undefined;
    do {
      const answer = await this.#askPage(page, signal);
      onDate(answer.date);
      // All pages show the state at the time of the first one.
      date ??= answer.date;
      items.push(...answer.items);
      version = answer.version;
      page.token = answer.token;
    } while (page.token);
    onList(items, version);
    this.#version = version;
    this.#mustList = false;
    const listedAt = Date.parse(date ?? '');
    onComplete(Number.isNaN(listedAt) ? undefined : listedAt);
    onRecovery();
    backoff.reset();
  }

  /** A page of the list; over the size limit, with half as many objects. */
  async #askPage(
    page: { limit: number; readonly token: string },
    signal: AbortSignal,
  ) {
    const { connection, path, labelSelector, title, project } = this.#options;
    for (;;) {
      try {
        const { body, date } = await ask(
          connection,
          {
            method: 'GET',
            path,
            query: {
              limit: String(page.limit),
              labelSelector,
              continue: page.token || undefined,
            },
            signal,
          },
          `list ${title}`,
        );
        const list = fieldsOf(body);
        const metadata = fieldsOf(list.metadata);
        return {
          items: fieldsListOf(list.items).map(project),
          version: textOf(metadata.resourceVersion) ?? '',
          token: textOf(metadata.continue) ?? '',
          date,
        };
      } catch (error) {
        if (!(error instanceof AnswerTooLargeError) || page.limit === 1) {
          throw error;
        }
        page.limit = Math.floor(page.limit / 2);
      }
    }
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { connection, path, labelSelector, title } = this.#options;
    const { onDate, onComplete, onRecovery, backoff } = this.#options;
    const response = await connection.request({
      method: 'GET',
      path,
      query: {
        watch: '1',
        labelSelector,
        resourceVersion: this.#version,
        allowWatchBookmarks: 'true',
        timeoutSeconds: String(WATCH_SECONDS),
      },
      headers: { 'user-agent': PROGRAM },
      signal: AbortSignal.any([signal, AbortSignal.timeout(WATCH_LIMIT_MS)]),
      onAlive: () => onComplete(),
    });
    await refuse(response, `watch ${title}`);
    onDate(response.headers.date);
    onRecovery();
    let heard = false;
    for await (const line of linesOf(response.body)) {
      this.#take(fieldsOf(parseJson(line, `watch ${title}`)));
      heard = true;
      backoff.reset();
      onComplete();
    }
    if (!heard) {
      // A server that ends each watch at once must not be asked without a pause.
      await pause(backoff.nextMs(), signal);
    }
  }

  #take({ type, object: raw }: Fields): void {
    const { title, project, onPut, onDelete, onBookmark } = this.#options;
    const object = fieldsOf(raw);
    if (type === 'ERROR') {
      const code = typeof object.code === 'number' ? object.code : 500;
      throw new Refusal(
        code,
        `cannot watch ${title}: the API server reported ${code}`,
      );
    }
    const metadata = fieldsOf(object.metadata);
    const version = textOf(metadata.resourceVersion) ?? '';
    if (type === 'BOOKMARK') {
      onBookmark?.(version);
    } else if (type === 'DELETED') {
      onDelete(textOf(metadata.name) ?? '', version);
    } else {
      onPut(project(object), version);
    }
    this.#version = version;
  }
}
