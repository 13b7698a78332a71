import { Knex } from 'knex';
import {
  PullRequestEntry,
  PullRequestHistory,
  RecordedPullRequest,
  RecordedState,
} from './PullRequestHistory';
import { milliseconds } from './milliseconds';

const TABLE = 'pull_requests';
/** The maximum number of pull requests of one namespace that an answer reads. */
const READ = 500;

/** A row of the table `pull_requests` (migrations/). SQLite answers milliseconds, PostgreSQL Dates. */
interface PullRequestRow {
  url: string;
  repository: string;
  number: string;
  entity_ref: string;
  cluster: string;
  namespace: string;
  distribution: string;
  action: 'add' | 'remove';
  labels: string;
  user_ref: string;
  opened_at: Date | number | string;
  state: RecordedState;
  checked_at: Date | number | string;
  ended_at: Date | number | string | null;
  applied_at: Date | number | string | null;
}

/** The pull requests in the plugin's own database. */
export class DatabasePullRequestHistory implements PullRequestHistory {
  readonly #knex: Knex;

  /** @param knex - with the tables of migrations/ */
  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async recordOpen(entry: PullRequestEntry): Promise<void> {
    const openedAt = new Date(entry.openedAt);
    await this.#knex<PullRequestRow>(TABLE)
      .insert({
        url: entry.url,
        repository: entry.repository,
        number: entry.number,
        entity_ref: entry.entityRef,
        cluster: entry.cluster,
        namespace: entry.namespace,
        distribution: entry.distribution,
        action: entry.action,
        labels: JSON.stringify(entry.labels),
        user_ref: entry.userRef,
        opened_at: openedAt,
        state: 'open',
        checked_at: openedAt,
      })
      .onConflict('url')
      .merge({ state: 'open', checked_at: openedAt, ended_at: null });
  }

  async newestOf(
    cluster: string,
    namespace: string,
  ): Promise<readonly RecordedPullRequest[]> {
    const rows = await this.#knex<PullRequestRow>(TABLE)
      .where({ cluster, namespace })
      .orderBy('opened_at', 'desc')
      .limit(READ)
      .select('*');
    const newest = new Map<string, RecordedPullRequest>();
    for (const recorded of rows.map(toRecorded)) {
      if (!newest.has(recorded.distribution)) {
        newest.set(recorded.distribution, recorded);
      }
    }
    return [...newest.values()];
  }

  async openOnes(limit: number): Promise<readonly RecordedPullRequest[]> {
    const rows = await this.#knex<PullRequestRow>(TABLE)
      .where({ state: 'open' })
      .orderBy('checked_at')
      .limit(limit)
      .select('*');
    return rows.map(toRecorded);
  }

  async awaitedOnes(limit: number): Promise<readonly RecordedPullRequest[]> {
    const rows = await this.#knex<PullRequestRow>(TABLE)
      .where({ state: 'merged' })
      .whereNull('applied_at')
      .orderBy('ended_at', 'desc')
      .limit(limit)
      .select('*');
    return rows.map(toRecorded);
  }

  async recordState(
    url: string,
    state: RecordedState,
    at: number,
  ): Promise<void> {
    const checked = { state, checked_at: new Date(at) };
    await this.#knex<PullRequestRow>(TABLE)
      .where({ url })
      .update(
        state === 'open'
          ? { ...checked, ended_at: null }
          : { ...checked, ended_at: new Date(at) },
      );
  }

  async recordApplied(url: string, at: number): Promise<void> {
    await this.#knex.transaction(async transaction => {
      await transaction<PullRequestRow>(TABLE)
        .where({ url })
        .update({ applied_at: new Date(at) });
      await transaction('requests')
        .where({ pull_request_url: url, outcome: 'proposed' })
        .update({ outcome: 'applied' });
    });
  }
}

function toRecorded(row: PullRequestRow): RecordedPullRequest {
  return {
    url: row.url,
    repository: row.repository,
    number: row.number,
    entityRef: row.entity_ref,
    cluster: row.cluster,
    namespace: row.namespace,
    distribution: row.distribution,
    action: row.action,
    labels: JSON.parse(row.labels),
    userRef: row.user_ref,
    openedAt: milliseconds(row.opened_at),
    state: row.state,
    checkedAt: milliseconds(row.checked_at),
    ...(row.ended_at === null ? {} : { endedAt: milliseconds(row.ended_at) }),
    ...(row.applied_at === null
      ? {}
      : { appliedAt: milliseconds(row.applied_at) }),
  };
}
