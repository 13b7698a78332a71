import { randomBytes } from 'node:crypto';
import { HUB_INDEX_LABEL } from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import {
  Backoff,
  CollectionWatch,
  IndexStore,
  isNewerVersion,
  pause,
} from './cluster';
import { ClusterTime } from './ClusterTime';
import { HeadWriter } from './HeadWriter';
import { IndexedPages } from './IndexedPages';
import { DEFAULT_TIMING, IndexerTiming } from './IndexerTiming';
import { IndexedPage, PAGE_NAMES, parseIndexed } from './page';
import { PageOutcome, PageWriter } from './PageWriter';
import { ProblemLog } from './ProblemLog';
import { Repairs } from './Repairs';
import { DescribedSecret, describeSecret, SourceTable } from './source';
import { Work } from './Work';

export interface HubIndexerOptions {
  readonly connection: ClusterConnection;
  readonly hubNamespace: string;
  readonly indexNamespace: string;
  readonly log: (line: string) => void;
  readonly timing?: Partial<IndexerTiming>;
}

/**
 * Keeps the index of a hub right: it watches the Secrets and the pages, and
 * writes each page that does not say what it should, for whatever reason.
 *
 * Several processes may do so at once. They compute the same pages from the same
 * Secrets, and a process that knows older Secrets than a page's writer waits.
 */
export class HubIndexer {
  readonly #options: HubIndexerOptions;
  readonly #timing: IndexerTiming;
  readonly #time = new ClusterTime();
  readonly #indexed = new IndexedPages();
  readonly #sources: SourceTable;
  readonly #pages: PageWriter;
  readonly #head: HeadWriter;
  readonly #secretsWatch: CollectionWatch<DescribedSecret>;
  readonly #indexWatch: CollectionWatch<IndexedPage>;
  readonly #problems: ProblemLog;
  readonly #work = new Work();
  readonly #repairs: Repairs;
  /** The version of the Secrets up to which this process knows all. */
  #secretsVersion = '0';
  /** Pages with this version of the Secrets, or an older one, are older than the last list. */
  #listedAfter = '0';
  /** When this process fell behind another one. Milliseconds of its own. */
  #behindSince?: number;
  /** Until when all changes have arrived, by the cluster's clock; 0: no list has. */
  readonly #heardAt = { secrets: 0, index: 0 };
  /** Called when the index has been listed for the first time. */
  #onIndexListed = () => {};

  constructor(options: HubIndexerOptions) {
    const { connection, hubNamespace, indexNamespace, log } = options;
    this.#options = options;
    this.#timing = { ...DEFAULT_TIMING, ...options.timing };
    this.#problems = new ProblemLog(log);
    this.#repairs = new Repairs(
      this.#timing.retryMs,
      this.#timing.longestRepairMs,
    );
    const indexed = this.#indexed;
    this.#sources = new SourceTable({
      indexed: page => indexed.get(page)?.sources,
      now: () => this.#time.now(),
    });
    const store = new IndexStore(connection, indexNamespace);
    this.#pages = new PageWriter({ store, indexed, sources: this.#sources });
    this.#head = new HeadWriter({
      store,
      indexed,
      hubNamespace,
      everyMs: this.#timing.headMs,
    });
    this.#indexWatch = this.#watchIndex(store.path);
    this.#secretsWatch = this.#watchSecrets();
  }

  /** Writes the index once. @throws Error of one line */
  async once(signal: AbortSignal): Promise<number> {
    await this.#indexWatch.list(signal);
    this.#head.assertSameHub();
    await this.#secretsWatch.list(signal);
    await this.#writePages(PAGE_NAMES, signal);
    if (this.#behindSince !== undefined) {
      await this.#secretsWatch.list(signal);
      await this.#writePages(PAGE_NAMES, signal);
    }
    await this.#head.write(this.#completeUntil, signal);
    return this.#sources.size;
  }

  /**
   * Keeps the index right until the signal. Problems are logged, and tried
   * again; only an index of another hub ends it.
   *
   * @throws Error of one line
   */
  async run(signal: AbortSignal): Promise<void> {
    const end = new AbortController();
    const running = AbortSignal.any([signal, end.signal]);
    // The index tells since when the data of a Secret has not changed, so it is
    // read before the Secrets.
    const indexListed = new Promise<void>(resolve => {
      this.#onIndexListed = resolve;
      running.addEventListener('abort', () => resolve());
    });
    const watching = Promise.all([
      this.#indexWatch.run(running),
      indexListed.then(() => this.#secretsWatch.run(running)),
    ]);
    try {
      await this.#keepRight(running);
    } finally {
      end.abort();
      await watching;
    }
  }

  async #keepRight(signal: AbortSignal): Promise<void> {
    const { gatherMs, headMs, behindMs, retryMs, longestRetryMs } =
      this.#timing;
    const backoff = new Backoff(retryMs, longestRetryMs);
    while (!signal.aborted) {
      const isBehind = this.#behindSince !== undefined;
      await this.#work.wait(isBehind ? behindMs : headMs / 2, signal);
      await pause(gatherMs, signal);
      // The index may have arrived meanwhile: only now is it known whose it is.
      this.#head.assertSameHub();
      // Everything that has arrived until then is in the pages afterwards.
      const completeUntil = this.#completeUntil;
      if (signal.aborted || completeUntil === 0) {
        continue;
      }
      const pages = this.#work.take();
      try {
        await this.#writePages(pages, signal);
        if (this.#behindSince === undefined) {
          await this.#head.write(completeUntil, signal);
        }
        this.#problems.solved('write');
        backoff.reset();
      } catch (error) {
        this.#work.add(...pages);
        if (!signal.aborted) {
          this.#problems.report('write', error as Error);
        }
        await pause(backoff.nextMs(), signal);
      }
      this.#catchUp();
    }
  }

  get #completeUntil(): number {
    return Math.min(this.#heardAt.secrets, this.#heardAt.index);
  }

  async #writePages(
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const outcomes = await Promise.allSettled(
      names.map(name =>
        this.#pages.write(name, {
          secretsVersion: () => this.#secretsVersion,
          isOlder: version => !isNewerVersion(version, this.#listedAfter),
          signal,
        }),
      ),
    );
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed) {
      throw (failed as PromiseRejectedResult).reason;
    }
    const namesWith = (wanted: PageOutcome) =>
      names.filter((_, index) => {
        const outcome = outcomes[index];
        return outcome.status === 'fulfilled' && outcome.value === wanted;
      });
    namesWith('written').forEach(name => this.#repairs.written(name));
    const behind = namesWith('ahead');
    this.#work.postpone(...behind);
    this.#behindSince = this.#work.hasPostponed
      ? this.#behindSince ?? performance.now()
      : undefined;
  }

  /** Lists the Secrets where the watch does not bring what another process knows. */
  #catchUp(): void {
    const since = this.#behindSince ?? Infinity;
    if (performance.now() - since >= this.#timing.behindMs) {
      this.#behindSince = undefined;
      this.#secretsWatch.listAgain();
    }
  }

  #watchSecrets(): CollectionWatch<DescribedSecret> {
    const { connection, hubNamespace, log } = this.#options;
    const key = randomBytes(32);
    let newest = '0';
    const warn = ({ facts, unreadableAnnotations }: DescribedSecret) =>
      unreadableAnnotations.forEach(annotation =>
        log(
          `Secret ${hubNamespace}/${facts.name}: annotation ${annotation} cannot be read and is left out`,
        ),
      );
    const reach = (version: string, ...pages: string[]) => {
      this.#secretsVersion = version;
      this.#work.add(...pages);
      this.#work.resume();
    };
    return new CollectionWatch({
      connection,
      path: `/api/v1/namespaces/${hubNamespace}/secrets`,
      title: `Secrets of namespace ${hubNamespace}`,
      backoff: this.#backoff(),
      project: object => describeSecret(object, key),
      onListStart: () => {
        newest = this.#indexed.secretsVersion;
      },
      onList: (secrets, version) => {
        this.#listedAfter = newest;
        this.#sources.replaceAll(secrets);
        log(`read ${secrets.length} Secrets in namespace ${hubNamespace}`);
        secrets.forEach(warn);
        reach(version, ...PAGE_NAMES);
      },
      onPut: (secret, version) => {
        warn(secret);
        reach(version, this.#sources.put(secret));
      },
      onDelete: (name, version) => reach(version, this.#sources.remove(name)),
      onBookmark: version => reach(version),
      ...this.#observe('secrets'),
    });
  }

  #watchIndex(path: string): CollectionWatch<IndexedPage> {
    const { connection, indexNamespace } = this.#options;
    return new CollectionWatch({
      connection,
      path,
      labelSelector: `${HUB_INDEX_LABEL}=true`,
      title: `ConfigMaps of namespace ${indexNamespace}`,
      backoff: this.#backoff(),
      project: parseIndexed,
      onList: pages => {
        this.#indexed.replaceAll(pages);
        this.#onIndexListed();
        this.#work.add(...PAGE_NAMES);
      },
      onPut: page => {
        if (this.#indexed.put(page)) {
          this.#check(page.name);
        }
      },
      onDelete: (name, version) => {
        if (this.#indexed.remove(name, version)) {
          this.#check(name);
        }
      },
      ...this.#observe('index'),
    });
  }

  /** Checks a page that another process has changed; sooner or later, by how often it does. */
  #check(name: string): void {
    if (PAGE_NAMES.includes(name)) {
      this.#repairs.check(name, () => this.#work.add(name));
    }
  }

  #observe(watch: 'secrets' | 'index') {
    return {
      onDate: (date: string | undefined) => this.#time.learn(date),
      onComplete: (at = this.#time.now()) => {
        this.#heardAt[watch] = at;
      },
      onProblem: (error: Error) => this.#problems.report(watch, error),
      onRecovery: () => this.#problems.solved(watch),
    };
  }

  #backoff(): Backoff {
    return new Backoff(this.#timing.retryMs, this.#timing.longestRetryMs);
  }
}
