import { setTimeout as delay } from 'node:timers/promises';
import { ResponseError } from '@backstage/errors';
import {
  CentralSecretsClient,
  Delivery,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClockBounds, WaitClock } from '../clock';
import { SyncVerdict, View, WaitedDelivery } from '../judgement';
import { BackstageOptions } from '../options';
import { Scope } from '../scope';
import { Since } from '../since';
import { DeliverySource, SourceProblem } from '../source';

/** An answer costs Backstage no request to a cluster. */
const POLL_EVERY_MS = 1_000;
/** `answeredAt` has milliseconds. */
const ANSWER_RESOLUTION_MS = 1;
/**
 * Backstage gives the time of a sync by its own clock, and knows the cluster's
 * to a second; `lastSynced` itself is cut to a second.
 */
const CLUSTER_CLOCK_MS = 2_000;
const PAGE_SIZE = 100;

/** What to wait for, by Backstage. */
export interface BackstageSourceOptions {
  readonly client: CentralSecretsClient;
  readonly token: () => Promise<string>;
  readonly backstage: BackstageOptions;
  readonly scope?: Scope;
  readonly since: Since;
  readonly clock: WaitClock;
}

interface Answer {
  readonly deliveries: readonly Delivery[];
  readonly answeredAt: string;
}

/** Backstage has several clusters, and none is named. */
class NotOneCluster extends Error {}

/** Asks Backstage again and again; it watches the clusters itself. */
export class BackstageSource implements DeliverySource {
  readonly server: string;
  readonly #options: BackstageSourceOptions;
  readonly #clockBounds = new ClockBounds();
  #firstAnsweredAt?: number;

  constructor(options: BackstageSourceOptions) {
    this.#options = options;
    this.server = options.backstage.url;
  }

  async read(): Promise<View | SourceProblem> {
    const { clock, scope } = this.#options;
    const sentAt = clock.now();
    let answer: Answer;
    try {
      answer = await this.#ask();
    } catch (error) {
      return toProblem(error);
    }
    const answeredAt = Date.parse(answer.answeredAt);
    this.#clockBounds.learn(
      answeredAt,
      sentAt,
      clock.now(),
      ANSWER_RESOLUTION_MS,
    );
    this.#firstAnsweredAt ??= answeredAt;
    const deliveries = answer.deliveries
      .filter(delivery => this.#isMeant(delivery))
      .map(delivery => this.#toWaited(delivery));
    return {
      deliveries,
      notes: [],
      missing:
        deliveries.length === 0 && scope?.kind === 'delivery'
          ? `delivery ${scope.namespace}/${scope.name} is not among those of the entity`
          : undefined,
    };
  }

  changed(limitMs: number): Promise<void> {
    return delay(Math.min(limitMs, POLL_EVERY_MS));
  }

  async close(): Promise<void> {}

  async #ask(): Promise<Answer> {
    const { client, backstage, scope, token } = this.#options;
    const options = { token: await token() };
    if (scope?.kind !== 'distribution') {
      return client.getDeliveries(backstage.entity!, {
        ...options,
        available: 'counted',
      });
    }
    const cluster = backstage.cluster ?? (await this.#onlyCluster(options));
    const deliveries: Delivery[] = [];
    let first: string | undefined;
    let cursor: string | undefined;
    do {
      const page = await client.getDistribution(
        cluster,
        scope.name,
        { cursor, limit: PAGE_SIZE },
        options,
      );
      deliveries.push(...page.deliveries);
      first ??= page.answeredAt;
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return { deliveries, answeredAt: first };
  }

  async #onlyCluster(options: { token: string }): Promise<string> {
    const { clusters } = await this.#options.client.getClusters(options);
    if (clusters.length !== 1) {
      throw new NotOneCluster(
        `Backstage has ${
          clusters.length
        } clusters: name one with --cluster (${clusters
          .map(({ name }) => name)
          .join(', ')})`,
      );
    }
    return clusters[0].name;
  }

  #isMeant(delivery: Delivery): boolean {
    const { scope, backstage } = this.#options;
    if (
      !delivery.involved ||
      (backstage.cluster ?? delivery.cluster) !== delivery.cluster
    ) {
      return false;
    }
    switch (scope?.kind) {
      case 'delivery':
        return (
          delivery.namespace === scope.namespace &&
          [delivery.distribution, delivery.externalSecret].includes(scope.name)
        );
      case 'namespace':
        return delivery.namespace === scope.namespace;
      case 'distribution':
        // A namespace that it no longer selects, or that is being deleted.
        return !['orphaned', 'not-requested', 'terminating'].includes(
          delivery.state,
        );
      default:
        return true;
    }
  }

  #toWaited(delivery: Delivery): WaitedDelivery {
    const { lastSynced, remedy } = delivery;
    return {
      cluster: delivery.cluster,
      namespace: delivery.namespace,
      distribution: delivery.distribution ?? undefined,
      externalSecret: delivery.externalSecret,
      state: delivery.state,
      cause: delivery.cause ?? undefined,
      summary: delivery.summary,
      remedy: { ...remedy, command: remedy.command ?? undefined },
      failedBefore: this.#failedBefore(delivery),
      verdict: this.#verdict(delivery),
      lastSynced: lastSynced ?? undefined,
    };
  }

  #verdict({ lastSynced, refreshIntervalMs, warnings }: Delivery): SyncVerdict {
    // The last sync of an immutable Secret has not written it.
    const isKept = warnings.some(
      ({ code, parameters }) =>
        code === 'refresh-disabled' && parameters?.detail === 'immutable',
    );
    if (isKept) {
      return { counts: false, reason: 'never-refreshed' };
    }
    const syncedAt = Date.parse(lastSynced ?? '');
    if (syncedAt >= this.#notBefore() + CLUSTER_CLOCK_MS) {
      return { counts: true };
    }
    return {
      counts: false,
      reason: refreshIntervalMs === 0 ? 'never-refreshed' : 'refresh-awaited',
    };
  }

  /** The newest time that the evidence of a failure has. */
  #failedBefore({ state, evidence }: Delivery): boolean {
    const times = evidence.flatMap(({ at }) => (at ? [Date.parse(at)] : []));
    return (
      state === 'failed' &&
      times.length > 0 &&
      Math.max(...times) < this.#notBefore() - CLUSTER_CLOCK_MS
    );
  }

  #notBefore(): number {
    const { since } = this.#options;
    return since.kind === 'time'
      ? this.#clockBounds.latestAtServer(since.latest)
      : this.#firstAnsweredAt ?? Infinity;
  }
}

function toProblem(error: unknown): SourceProblem {
  const { message } = error as Error;
  const [line] = message.split('\n');
  if (ResponseError.is(error)) {
    return {
      message: `Backstage answered ${error.statusCode}: ${line}`,
      isRefusal: error.statusCode < 500 && error.statusCode !== 429,
    };
  }
  return {
    message: `Backstage cannot be asked: ${line}`,
    isRefusal: error instanceof NotOneCluster,
  };
}
