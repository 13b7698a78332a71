import { HubSourceRecord } from '@central-secrets/backstage-plugin-central-secrets-node';
import { PAGE_NAMES, pageNameOf } from '../page';
import { DescribedSecret } from './describeSecret';
import { EarlierSource, findChangedAt } from './findChangedAt';

type Sources = ReadonlyMap<string, HubSourceRecord>;

/** The sources of the hub as they are now, by the page that they belong to. */
export class SourceTable {
  readonly #pages = new Map<string, Map<string, EarlierSource>>(
    PAGE_NAMES.map(page => [page, new Map()]),
  );
  /** Returns what the index has of a page. */
  readonly #indexed: (page: string) => Sources | undefined;
  /** By the cluster's clock. Milliseconds. */
  readonly #now: () => number;

  constructor(options: {
    readonly indexed: (page: string) => Sources | undefined;
    readonly now: () => number;
  }) {
    this.#indexed = options.indexed;
    this.#now = options.now;
  }

  get size(): number {
    return [...this.#pages.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Adds or replaces a source; returns the name of its page. */
  put(secret: DescribedSecret): string {
    const { name } = secret.facts;
    const page = pageNameOf(name);
    const sources = this.#sourcesOf(page);
    const changedAt = findChangedAt({
      secret,
      earlier: sources.get(name),
      indexed: this.#indexed(page)?.get(name),
      now: this.#now(),
    });
    sources.set(name, {
      uid: secret.uid,
      fingerprint: secret.fingerprint,
      dataTime: secret.dataTime,
      record: withTimes(secret.facts, changedAt, secret.dataTime),
    });
    return page;
  }

  /** Removes a source; returns the name of its page. */
  remove(name: string): string {
    const page = pageNameOf(name);
    this.#sourcesOf(page).delete(name);
    return page;
  }

  /** Replaces all sources. */
  replaceAll(secrets: readonly DescribedSecret[]): void {
    const names = new Set(secrets.map(({ facts }) => facts.name));
    for (const sources of this.#pages.values()) {
      for (const name of sources.keys()) {
        if (!names.has(name)) {
          sources.delete(name);
        }
      }
    }
    secrets.forEach(secret => this.put(secret));
  }

  /**
   * The sources of a page. Two processes may know different times for one
   * version of a Secret: each is a time since which the data has not changed, so
   * both adopt the earlier one.
   */
  sourcesIn(page: string): HubSourceRecord[] {
    const sources = this.#sourcesOf(page);
    const indexed = this.#indexed(page);
    for (const [name, source] of sources) {
      const { record } = source;
      const other = indexed?.get(name);
      if (
        other?.version === record.version &&
        other.changedAt < record.changedAt
      ) {
        sources.set(name, {
          ...source,
          record: withTimes(record, other.changedAt, source.dataTime),
        });
      }
    }
    return [...sources.values()].map(({ record }) => record);
  }

  #sourcesOf(page: string): Map<string, EarlierSource> {
    return this.#pages.get(page)!;
  }
}

function withTimes(
  { dataTime: _, ...facts }: Omit<HubSourceRecord, 'changedAt'>,
  changedAt: number,
  dataTime: number,
): HubSourceRecord {
  return {
    ...facts,
    changedAt,
    ...(dataTime > changedAt ? { dataTime } : {}),
  };
}
