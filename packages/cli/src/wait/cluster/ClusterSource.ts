import { randomUUID } from 'node:crypto';
import { WaitClock } from '../clock';
import { Trigger, View } from '../judgement';
import { Scope, scopeText } from '../scope';
import { Since } from '../since';
import { Bell, DeliverySource, SourceProblem } from '../source';
import { ApiClient, ApiProblem } from './ApiClient';
import { Copies } from './Copies';
import { CopyWatch } from './CopyWatch';
import { Facts, PATHS, readFacts } from './readFacts';
import { refreshScope } from './refreshScope';
import { findDeliveries } from './toWaited';

/** What is not watched is read again this often, or less often where that takes long. */
const FACTS_MAX_AGE_MS = 2_000;
/** Of the time, reading may take this share. */
const READING_SHARE = 10;
/** The resolution of the `Date` header, of `--since`, and of the operator's times. */
const SECOND_MS = 1_000;

/** What to wait for, on one cluster. */
interface ClusterSourceOptions {
  readonly api: ApiClient;
  readonly server: string;
  readonly cluster: string;
  readonly scope: Scope;
  readonly since: Since;
  readonly refresh: boolean;
  readonly clock: WaitClock;
}

/** Watches the ExternalSecrets of a scope, and reads what their states depend on. */
export class ClusterSource implements DeliverySource {
  readonly server: string;
  readonly #options: ClusterSourceOptions;
  readonly #copies = new Copies();
  readonly #bell = new Bell();
  #watch?: CopyWatch;
  #running?: Promise<void>;
  #facts?: Facts;
  #factsReadAt = -Infinity;
  #factsAgeLimitMs = FACTS_MAX_AGE_MS;
  #mark?: string;
  #isRefreshed = false;
  #wasListed = false;

  constructor(options: ClusterSourceOptions) {
    this.#options = options;
    this.server = options.server;
  }

  async read({ fresh = false } = {}): Promise<View | SourceProblem> {
    try {
      await this.#refreshFacts(fresh);
      const problem = this.#watch?.problem;
      if (problem) {
        return toSourceProblem(problem);
      }
      if (this.#watch && !this.#copies.isListed) {
        return { message: 'not read yet', isRefusal: false };
      }
      await this.#refreshCopies();
    } catch (error) {
      if (error instanceof ApiProblem) {
        return toSourceProblem(error);
      }
      throw error;
    }
    return this.#view();
  }

  changed(limitMs: number): Promise<void> {
    return this.#bell.wait(limitMs);
  }

  async close(): Promise<void> {
    this.#watch?.stop();
    await this.#options.api.close();
    await this.#running;
  }

  async #refreshFacts(fresh: boolean): Promise<void> {
    const { api, scope, clock } = this.#options;
    const startedAt = clock.elapsed();
    // The copies name the stores and events that are to be read.
    const isFirstList = this.#copies.isListed && !this.#wasListed;
    const isYoung = startedAt - this.#factsReadAt < this.#factsAgeLimitMs;
    if (isYoung && !isFirstList && !fresh) {
      return;
    }
    this.#wasListed = this.#copies.isListed;
    try {
      this.#facts = await readFacts(api, scope, this.#copies);
    } catch (error) {
      // The watch is on the same connection, and may not have noticed.
      this.#watch?.doubt();
      throw error;
    }
    this.#factsReadAt = clock.elapsed();
    this.#factsAgeLimitMs = Math.max(
      FACTS_MAX_AGE_MS,
      READING_SHARE * (this.#factsReadAt - startedAt),
    );
    this.#startWatch(this.#facts);
  }

  #startWatch({ distributions }: Facts): void {
    const { api, scope } = this.#options;
    if (this.#watch) {
      return;
    }
    const [distribution] = distributions;
    if (scope.kind === 'distribution' && !distribution) {
      return;
    }
    this.#watch = new CopyWatch({
      api,
      copies: this.#copies,
      onChange: () => this.#bell.ring(),
      watched:
        scope.kind === 'distribution'
          ? {
              path: PATHS.copies(),
              fieldSelector: `metadata.name=${distribution.record.externalSecretName}`,
            }
          : { path: PATHS.copies(scope.namespace) },
    });
    this.#running = this.#watch.run();
  }

  /** Writes the mark of `--refresh`, after the first look. */
  async #refreshCopies(): Promise<void> {
    const { api, scope, refresh, clock } = this.#options;
    if (!refresh || this.#isRefreshed || !this.#facts) {
      return;
    }
    this.#mark ??= `${new Date(clock.now()).toISOString()}-${randomUUID()}`;
    await refreshScope(api, scope, this.#facts, this.#copies, this.#mark);
    this.#isRefreshed = true;
  }

  #view(): View {
    const { scope, cluster, clock, api } = this.#options;
    const facts = this.#facts!;
    const now = clock.now();
    const deliveries = findDeliveries(scope, {
      cluster,
      now,
      clusterNow: api.clockBounds.toServer(now),
      facts,
      copies: this.#copies,
      trigger: this.#trigger(),
    });
    return {
      deliveries,
      missing: deliveries.length > 0 ? undefined : findMissing(scope, facts),
      notes: [...facts.refused.values()].map(({ message }) => message),
    };
  }

  #trigger(): Trigger {
    const { since, api } = this.#options;
    switch (since.kind) {
      case 'generation':
        return {
          generation: since.generation,
          ...(this.#mark ? { mark: this.#mark, notBefore: this.#now() } : {}),
        };
      case 'time':
        return {
          mark: this.#mark,
          notBefore: api.clockBounds.latestAtServer(since.latest),
        };
      default:
        return { mark: this.#mark, notBefore: this.#now() };
    }
  }

  /** The command began before the API server had written its first answer. */
  #now(): number {
    return (this.#options.api.firstDate ?? Infinity) + SECOND_MS;
  }
}

function toSourceProblem({ code, message }: ApiProblem): SourceProblem {
  return {
    message,
    isRefusal: code !== 'unreachable' && code !== 'failing',
  };
}

/** The named object that does not exist; undefined: nothing is selected. */
function findMissing(
  scope: Scope,
  { distributions, namespaces, refused }: Facts,
): string | undefined {
  switch (scope.kind) {
    case 'distribution':
      return distributions.length > 0
        ? undefined
        : `ClusterExternalSecret ${scope.name} does not exist`;
    case 'namespace':
      if (namespaces.length === 0 && !refused.has('namespaces')) {
        return `namespace ${scope.namespace} does not exist`;
      }
      // What the namespace requests is not known; a copy may still be made.
      return refused.has('clusterexternalsecrets')
        ? `namespace ${scope.namespace} has no ExternalSecret`
        : undefined;
    default:
      return `${scopeText(scope)} does not exist`;
  }
}
