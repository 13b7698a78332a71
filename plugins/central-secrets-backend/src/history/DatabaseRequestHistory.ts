import { LabelChange } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Knex } from 'knex';
import { LastRequest } from '../deliveries';
import { milliseconds } from './milliseconds';
import { RequestEntry, RequestHistory, RequestOutcome } from './RequestHistory';

const TABLE = 'requests';
/** Outcomes after which things are as they were asked for. */
const GRANTED = ['applied', 'unchanged'] as const;
/** Outcomes after which the labels of a request may be on the namespace. */
const PERHAPS_WRITTEN = ['applied', 'unknown', 'started', 'proposed'] as const;
/** Requests that found everything as it was asked for set no label; so many of them are passed over. */
const REQUESTS_SEARCHED = 50;
/** No later request about the same was granted. Each answer asks this: by the index, however long the history, and with little for knex to build. */
const NONE_NEWER = `not exists (
  select 1 from ${TABLE} newer
  where newer.cluster = ${TABLE}.cluster
    and newer.namespace = ${TABLE}.namespace
    and newer.distribution = ${TABLE}.distribution
    and newer.outcome in (${GRANTED.map(outcome => `'${outcome}'`).join(', ')})
    and newer.requested_at > ${TABLE}.requested_at
)`;

/** A row of the table `requests` (migrations/). */
interface RequestRow {
  id: string;
  entity_ref: string;
  cluster: string;
  namespace: string;
  distribution: string;
  action: 'add' | 'remove';
  labels: string;
  user_ref: string;
  /** SQLite answers milliseconds, PostgreSQL a Date. */
  requested_at: Date | number | string;
  outcome: RequestOutcome;
  detail: string | null;
  pull_request_url: string | null;
  reason: string | null;
  via: string | null;
}

/** The history in the plugin's own database. */
export class DatabaseRequestHistory implements RequestHistory {
  readonly #knex: Knex;

  /** @param knex - with the tables of migrations/ */
  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async begin(entry: RequestEntry): Promise<void> {
    await this.#knex<RequestRow>(TABLE).insert({
      id: entry.id,
      entity_ref: entry.entityRef,
      cluster: entry.cluster,
      namespace: entry.namespace,
      distribution: entry.distribution,
      action: entry.action,
      labels: JSON.stringify(entry.labels),
      user_ref: entry.userRef,
      requested_at: new Date(entry.requestedAt),
      outcome: 'started',
      reason: entry.reason ?? null,
      via: entry.via ?? null,
    });
  }

  async finish(
    id: string,
    end: Parameters<RequestHistory['finish']>[1],
  ): Promise<void> {
    await this.#knex<RequestRow>(TABLE)
      .where({ id })
      .update({
        outcome: end.outcome,
        labels: JSON.stringify(end.labels),
        detail: end.detail ?? null,
        pull_request_url: end.pullRequestUrl ?? null,
      });
  }

  async lastRequests(
    cluster: string,
    namespace: string,
  ): Promise<ReadonlyMap<string, LastRequest>> {
    const rows = await this.#knex<RequestRow>(TABLE)
      .where({ cluster, namespace })
      .whereIn('outcome', GRANTED)
      .whereRaw(NONE_NEWER)
      .select('distribution', 'action', 'user_ref', 'requested_at', 'via');
    return new Map(
      rows
        .filter(({ action }) => action === 'add')
        .map(row => [
          row.distribution,
          {
            by: row.user_ref,
            at: milliseconds(row.requested_at),
            ...(row.via === 'assistant' ? { via: row.via } : {}),
          },
        ]),
    );
  }

  async lastLabels(
    cluster: string,
    namespace: string,
    distribution: string,
  ): Promise<LabelChange['add'] | undefined> {
    const rows: Pick<RequestRow, 'labels'>[] = await this.#knex<RequestRow>(
      TABLE,
    )
      .where({ cluster, namespace, distribution, action: 'add' })
      .whereIn('outcome', PERHAPS_WRITTEN)
      .orderBy('requested_at', 'desc')
      .limit(REQUESTS_SEARCHED)
      .select('labels');
    return rows
      .map(({ labels }) => (JSON.parse(labels) as LabelChange).add)
      .find(add => Object.keys(add).length > 0);
  }
}
