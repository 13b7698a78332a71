import {
  SecretConsumer,
  consumersBySecret,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { readWorkloads, UnreadableResource } from './readWorkloads';

/** One reading answers all requests for this time. Milliseconds. */
const KEPT_MS = 10_000;
/**
 * A forbidden read stays forbidden until an administrator grants it, so its
 * result is kept longer. Milliseconds.
 */
const FORBIDDEN_KEPT_MS = 30_000;

/** The Secrets of a namespace and their consumers. */
export interface Reading {
  /** By the Secret's name. Worked out once for all requests. */
  readonly users: ReadonlyMap<string, readonly SecretConsumer[]>;
  readonly unreadable: readonly UnreadableResource[];
  /** Milliseconds since the epoch. */
  readonly readAt: number;
}

/**
 * The maximum number of namespaces kept at once; the one that was read first is
 * forgotten first.
 */
const MOST_KEPT = 100;

interface Entry {
  readonly reading: Promise<Reading>;
  /** While it is being read: for ever. */
  until: number;
}

/**
 * The workloads of a namespace, read on demand. However many users look at one
 * namespace, the reader asks the cluster once in ten seconds; it never reads a
 * namespace that no user looks at.
 */
export class WorkloadReader {
  readonly #readers: ReadonlyMap<string, ClusterConnection>;
  readonly #clock: () => number;
  readonly #entries = new Map<string, Entry>();

  constructor(options: {
    /** By the cluster's name. */
    readers: ReadonlyMap<string, ClusterConnection>;
    clock: () => number;
  }) {
    this.#readers = options.readers;
    this.#clock = options.clock;
  }

  /** Never throws for an error of the cluster: `unreadable` reports it. */
  async read(cluster: string, namespace: string): Promise<Reading> {
    const now = this.#clock();
    for (const [key, { until }] of this.#entries) {
      if (until <= now) {
        this.#entries.delete(key);
      }
    }
    const key = `${cluster}/${namespace}`;
    const known = this.#entries.get(key);
    if (known) {
      return known.reading;
    }
    const entry: Entry = {
      reading: this.#read(cluster, namespace),
      until: Infinity,
    };
    this.#entries.set(key, entry);
    if (this.#entries.size > MOST_KEPT) {
      const [first] = this.#entries.keys();
      this.#entries.delete(first);
    }
    entry.reading.then(
      ({ readAt, unreadable }) => {
        const isForbidden = unreadable.some(({ code }) => code === 'forbidden');
        entry.until = readAt + (isForbidden ? FORBIDDEN_KEPT_MS : KEPT_MS);
      },
      () => this.#entries.delete(key),
    );
    return entry.reading;
  }

  async #read(cluster: string, namespace: string): Promise<Reading> {
    const connection = this.#readers.get(cluster);
    if (!connection) {
      throw new Error(`There is no cluster ${cluster}`);
    }
    // The time before the first question: the data may be newer than its time
    // says, but never older.
    const readAt = this.#clock();
    const { workloads, unreadable } = await readWorkloads(
      connection,
      namespace,
    );
    return { users: consumersBySecret(workloads), unreadable, readAt };
  }
}
