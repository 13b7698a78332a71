import {
  ExternalSecretRecord,
  Fields,
  fieldsOf,
  parseExternalSecret,
  syncedVersionOf,
  textMapOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  CopyFacts,
  firstSeen,
  followCopy,
  operatorAhead,
  SeenCopy,
} from '../judgement';

import { parsedOrNone } from './parsedOrNone';

/** The annotation that makes the operator sync at once. */
export const FORCE_SYNC = 'external-secrets.io/force-sync';

/** One ExternalSecret: its record, its last sync, and what its versions showed. */
export interface Copy {
  readonly record: ExternalSecretRecord;
  readonly facts: CopyFacts;
  readonly spec: Fields;
  readonly seen: SeenCopy;
}

/** The ExternalSecrets that a wait follows, from its first look on. */
export class Copies {
  readonly #copies = new Map<string, Copy>();
  #isListed = false;
  #operatorAheadMs = -Infinity;

  /** Whether the first look has been taken. */
  get isListed(): boolean {
    return this.#isListed;
  }

  /** See `ClockFacts`. One operator writes them all, so each proves it for all. */
  get operatorAheadMs(): number {
    return this.#operatorAheadMs;
  }

  /** Takes a whole list: what is not in it no longer exists. */
  replace(objects: readonly unknown[]): void {
    const listed = new Set(objects.map(object => this.#take(object)));
    for (const key of this.#copies.keys()) {
      if (!listed.has(key)) {
        this.#copies.delete(key);
      }
    }
    this.#isListed = true;
  }

  /** Takes one version of one object. */
  put(object: unknown): void {
    this.#take(object);
  }

  /** @returns its key; undefined: it cannot be parsed, and nothing is known of it. */
  #take(object: unknown): string | undefined {
    const record = parsedOrNone(parseExternalSecret, object);
    if (!record) {
      this.remove(object);
      return undefined;
    }
    const raw = fieldsOf(object);
    const metadata = fieldsOf(raw.metadata);
    const status = fieldsOf(raw.status);
    const key = keyOf(record.namespace, record.name);
    const syncedVersion = textOf(status.syncedResourceVersion);
    const version = {
      uid: record.uid,
      resourceVersion: textOf(metadata.resourceVersion) ?? '',
      refreshTime: textOf(status.refreshTime) ?? '',
      syncedVersion: syncedVersion ?? '',
    };
    const before = this.#copies.get(key);
    const annotations = textMapOf(metadata.annotations);
    this.#copies.set(key, {
      record,
      spec: fieldsOf(raw.spec),
      seen: before
        ? followCopy(before.seen, version)
        : firstSeen(version, this.#isListed),
      facts: {
        createdAt: record.createdAt,
        generation: record.generation,
        refreshedAt: record.refreshedAt,
        syncedVersion,
        currentVersion: syncedVersionOf({
          generation: record.generation,
          annotations,
          labels: textMapOf(metadata.labels),
        }),
        mark: annotations[FORCE_SYNC],
      },
    });
    this.#operatorAheadMs = Math.max(
      this.#operatorAheadMs,
      operatorAhead(record),
    );
    return key;
  }

  /** The object no longer exists. */
  remove(object: unknown): void {
    const { namespace, name } = fieldsOf(fieldsOf(object).metadata);
    this.#copies.delete(keyOf(textOf(namespace) ?? '', textOf(name) ?? ''));
  }

  get(namespace: string, name: string): Copy | undefined {
    return this.#copies.get(keyOf(namespace, name));
  }

  in(namespace: string): Copy[] {
    return [...this.#copies.values()].filter(
      ({ record }) => record.namespace === namespace,
    );
  }
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
