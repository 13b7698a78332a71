import {
  ClusterPushSecretRecord,
  Observation,
  parseClusterPushSecret,
  parsePushSecret,
  PushSecretRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { PushKind } from '@central-secrets/backstage-plugin-central-secrets-common';
import { RawObject } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { PushChange, PushInventory } from '../inventory/types';

/** The pushes that a test put there. */
export class FakePushes implements PushInventory {
  readonly #observed: Record<PushKind, Observation>;
  readonly #pushSecrets = new Map<string, PushSecretRecord>();
  readonly #clusterPushSecrets = new Map<string, ClusterPushSecretRecord>();
  readonly #listeners = new Set<(change: PushChange) => void>();

  constructor(observedAt: number | undefined) {
    this.#observed = {
      pushsecrets: { observedAt },
      clusterpushsecrets: { observedAt },
    };
  }

  /** @returns whether it is one of these kinds */
  put(object: RawObject): boolean {
    const { namespace, name } = object.metadata as Record<string, string>;
    if (object.kind === 'PushSecret') {
      this.#pushSecrets.set(`${namespace}/${name}`, parsePushSecret(object));
      this.tell({ kind: 'pushsecrets', namespace, name });
      return true;
    }
    if (object.kind === 'ClusterPushSecret') {
      this.#clusterPushSecrets.set(name, parseClusterPushSecret(object));
      this.tell({ kind: 'clusterpushsecrets', name });
      return true;
    }
    return false;
  }

  /** @returns whether it is one of these kinds */
  remove({ kind, metadata }: RawObject): boolean {
    const { namespace, name } = metadata as Record<string, string>;
    if (kind === 'PushSecret') {
      this.#pushSecrets.delete(`${namespace}/${name}`);
      this.tell({ kind: 'pushsecrets', namespace, name });
      return true;
    }
    if (kind === 'ClusterPushSecret') {
      this.#clusterPushSecrets.delete(name);
      this.tell({ kind: 'clusterpushsecrets', name });
      return true;
    }
    return false;
  }

  observe(observation: Observation, kind: PushKind): void {
    this.#observed[kind] = observation;
    this.tell({ kind });
  }

  tell(change: PushChange): void {
    this.#listeners.forEach(listener => listener(change));
  }

  observation(kind: PushKind): Observation {
    return this.#observed[kind];
  }

  count(kind: PushKind): number | undefined {
    const sizes = {
      pushsecrets: this.#pushSecrets.size,
      clusterpushsecrets: this.#clusterPushSecrets.size,
    };
    return this.#observed[kind].observedAt === undefined
      ? undefined
      : sizes[kind];
  }

  pushSecret(namespace: string, name: string): PushSecretRecord | undefined {
    return this.#pushSecrets.get(`${namespace}/${name}`);
  }

  pushSecrets(): Iterable<PushSecretRecord> {
    return this.#pushSecrets.values();
  }

  clusterPushSecret(name: string): ClusterPushSecretRecord | undefined {
    return this.#clusterPushSecrets.get(name);
  }

  clusterPushSecrets(): Iterable<ClusterPushSecretRecord> {
    return this.#clusterPushSecrets.values();
  }

  onChange(listener: (change: PushChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
