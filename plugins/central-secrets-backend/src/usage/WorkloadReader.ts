import {
  SecretUser,
  usersBySecret,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterConnection } from '../clusters';
import { readWorkloads, UnreadableResource } from './readWorkloads';

/** For so long one reading answers everybody who asks. Milliseconds. */
const KEPT_MS = 10_000;
/** What is forbidden stays so until somebody grants it. Milliseconds. */
const FORBIDDEN_KEPT_MS = 30_000;

/** Who uses what in a namespace. */
export interface Reading {
  /** By the Secret's name. Worked out once for everybody who asks. */
  readonly users: ReadonlyMap<string, readonly SecretUser[]>;
  readonly unreadable: readonly UnreadableResource[];
  /** Milliseconds since the epoch. */
  readonly readAt: number;
}

interface Entry {
  readonly reading: Promise<Reading>;
  /** While it is being read: for ever. */
  until: number;
}

/**
 * The workloads of a namespace, read when somebody asks. However many look at
 * one namespace, the cluster is asked once in ten seconds; nothing is read of a
 * namespace that nobody looks at.
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

  /** Never throws for what the cluster does: `unreadable` says it. */
  async read(cluster: string, namespace: string): Promise<Reading> {
    const now = this.#clock();
    for (const [key, { until }] of this.#entries) {
      if (until <= now) this.#entries.delete(key);
    }
    const key = `${cluster}/${namespace}`;
    const known = this.#entries.get(key);
    if (known) return known.reading;
    const entry: Entry = {
      reading: this.#read(cluster, namespace),
      until: Infinity,
    };
    this.#entries.set(key, entry);
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
    if (!connection) throw new Error(`There is no cluster ${cluster}`);
    // As of before the first question: what is told is never younger than it says.
    const readAt = this.#clock();
    const { workloads, unreadable } = await readWorkloads(
      connection,
      namespace,
    );
    return { users: usersBySecret(workloads), unreadable, readAt };
  }
}
