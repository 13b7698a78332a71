import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { Attempt } from './Attempt';
import { Fault } from './Fault';
import { getJson } from './getJson';
import { EXTERNAL_SECRETS_GROUP, EXTERNAL_SECRETS_VERSIONS } from './resources';
import { Clock } from './types';

/**
 * For so long kinds that look together share one answer. Milliseconds; short,
 * because it adds to how late a kind that comes back is seen (`returnRetryMs`).
 */
const SHARED_MS = 1_000;

/** All of discovery, two or three requests. Milliseconds. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * Which version of External Secrets Operator's group serves which kind.
 *
 * One per cluster, shared by its kinds. An answer is kept until a caller doubts
 * it (`doubt`, after a 404), so an operator that is upgraded or installed later
 * is found without a restart.
 */
export class Discovery {
  readonly #connection: ClusterConnection;
  readonly #clock: Clock;
  readonly #knownVersions: readonly string[];
  #answer?: Promise<ReadonlyMap<string, string>>;
  #askedAt = -Infinity;

  /** @param versions - those that mean the same to the parsers, best first */
  constructor(
    connection: ClusterConnection,
    clock: Clock,
    versions: readonly string[] = EXTERNAL_SECRETS_VERSIONS,
  ) {
    this.#connection = connection;
    this.#clock = clock;
    this.#knownVersions = versions;
  }

  /**
   * The version that serves the plural name. That none does is believed only
   * while the answer is new.
   *
   * @throws Fault `not-installed` where none does
   */
  async versionOf(plural: string, signal: AbortSignal): Promise<string> {
    let version = (await this.#versions(signal)).get(plural);
    if (!version && this.doubt()) {
      version = (await this.#versions(signal)).get(plural);
    }
    if (!version) {
      throw new Fault(
        'not-installed',
        message('kind-not-served', {
          resource: `${plural}.${EXTERNAL_SECRETS_GROUP}`,
          versions: this.#knownVersions.join('/'),
        }),
        { slow: true },
      );
    }
    return version;
  }

  /**
   * The answer may no longer hold: unless it is new, the next one who asks
   * asks the cluster. Says whether that is so.
   */
  doubt(): boolean {
    const old = this.#clock.now() - this.#askedAt >= SHARED_MS;
    if (old) {
      this.#answer = undefined;
    }
    return old;
  }

  #versions(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    if (!this.#answer) {
      this.#askedAt = this.#clock.now();
      // Shared by several kinds, so no single one's signal may end it.
      this.#answer = this.#ask();
      this.#answer.catch(() => {
        this.#answer = undefined;
      });
    }
    return abortable(this.#answer, signal);
  }

  async #ask(): Promise<ReadonlyMap<string, string>> {
    const attempt = new Attempt(this.#clock, new AbortController().signal);
    attempt.expectLife(
      ANSWER_WITHIN_MS,
      new Fault(
        'unreachable',
        message('no-answer-within', { seconds: ANSWER_WITHIN_MS / 1_000 }),
      ),
    );
    try {
      return await this.#askWithin(attempt.signal);
    } catch (error) {
      throw attempt.exceeded ?? error;
    } finally {
      attempt.end();
    }
  }

  async #askWithin(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const group = `/apis/${EXTERNAL_SECRETS_GROUP}`;
    const found = new Map<string, string>();
    const served = namesIn(
      await this.#get(group, signal),
      'versions',
      'version',
    );
    for (const version of this.#knownVersions) {
      if (served.includes(version)) {
        const resources = await this.#get(`${group}/${version}`, signal);
        for (const plural of namesIn(resources, 'resources', 'name')) {
          if (!found.has(plural)) {
            found.set(plural, version);
          }
        }
      }
    }
    return found;
  }

  async #get(path: string, signal: AbortSignal): Promise<unknown> {
    try {
      return await getJson(this.#connection, { path, signal });
    } catch (error) {
      // A group that is not there at all answers 404.
      if (error instanceof Fault && error.code === 'not-installed') {
        return {};
      }
      throw error;
    }
  }
}

function namesIn(document: unknown, list: string, field: string): string[] {
  const entries = (document as Record<string, unknown> | null)?.[list];
  return Array.isArray(entries)
    ? entries
        .map(entry => entry?.[field])
        .filter(name => typeof name === 'string')
    : [];
}

async function abortable<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  let onAbort: () => void;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort!);
  }
}
