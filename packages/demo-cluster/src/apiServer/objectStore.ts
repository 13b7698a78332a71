import { deepFreeze, KubernetesObject, objectKey } from './objects';
import { ResourceType } from './resources';
import { expiredContinue, tooOldVersion } from './statusError';

/** One write. `object` is the state after it; for DELETED the last state, with the version of the deletion. */
export interface Change {
  readonly version: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: ResourceType;
  readonly object: KubernetesObject;
  readonly previous?: KubernetesObject;
}

export type ChangeListener = (change: Change) => void;

/** How many changes are kept by default; older versions answer 410. */
const DEFAULT_HISTORY_LIMIT = 5_000;

/**
 * The demo cluster's counterpart of etcd: every object under one counter of
 * versions, and the latest changes, so that a reader can go on from a version
 * that it knows.
 *
 * Objects are frozen when they are stored and may be handed out freely.
 * Listeners are called in the order of the writes, also when a listener itself
 * writes: all listeners get the current change before its change.
 */
export class ObjectStore {
  readonly #objects = new Map<ResourceType, Map<string, KubernetesObject>>();
  readonly #listeners = new Set<ChangeListener>();
  readonly #historyLimit: number;
  #history: Change[] = [];
  #untold: Change[] = [];
  #telling = false;
  #version: number;
  /** Changes after this version are all still in the history. */
  #completeSince: number;

  constructor(options: { historyLimit?: number; firstVersion?: number } = {}) {
    this.#historyLimit = options.historyLimit ?? DEFAULT_HISTORY_LIMIT;
    this.#version = options.firstVersion ?? 1;
    this.#completeSince = this.#version;
  }

  /** The version of the newest write. */
  get version(): number {
    return this.#version;
  }

  get(
    resource: ResourceType,
    name: string,
    namespace?: string,
  ): KubernetesObject | undefined {
    return this.#objects.get(resource)?.get(objectKey(name, namespace));
  }

  /** All objects of a resource in the order of their keys, as a real server lists them. */
  list(resource: ResourceType): KubernetesObject[] {
    return inKeyOrder(this.#objects.get(resource) ?? new Map());
  }

  /** All objects of a resource as they were at a version; 410 when that is too long ago. */
  listAt(resource: ResourceType, version: number): KubernetesObject[] {
    if (version < this.#completeSince) {
      throw expiredContinue();
    }
    const objects = new Map(this.#objects.get(resource));
    for (let i = this.#history.length - 1; i >= 0; i--) {
      const change = this.#history[i];
      if (change.version <= version) {
        break;
      }
      if (change.resource === resource) {
        const { name, namespace } = change.object.metadata;
        const key = objectKey(name, namespace);
        if (change.previous) {
          objects.set(key, change.previous);
        } else {
          objects.delete(key);
        }
      }
    }
    return inKeyOrder(objects);
  }

  /** The changes of a resource after a version, oldest first; 410 when some of them are gone. */
  changesSince(resource: ResourceType, version: number): Change[] {
    if (version < this.#completeSince) {
      throw tooOldVersion(version, this.#completeSince);
    }
    return this.#history.filter(
      change => change.version > version && change.resource === resource,
    );
  }

  /** Stores an object under a new version, and returns it with that version. */
  put(resource: ResourceType, object: KubernetesObject): KubernetesObject {
    const { name, namespace } = object.metadata;
    const previous = this.get(resource, name, namespace);
    const stored = this.#atNextVersion(object);
    let objects = this.#objects.get(resource);
    if (!objects) {
      objects = new Map();
      this.#objects.set(resource, objects);
    }
    objects.set(objectKey(name, namespace), stored);
    this.#record({
      version: this.#version,
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      object: stored,
      previous,
    });
    return stored;
  }

  /** Removes an object for good. Watchers get `lastState`. */
  remove(
    resource: ResourceType,
    lastState: KubernetesObject,
  ): KubernetesObject {
    const { name, namespace } = lastState.metadata;
    const previous = this.get(resource, name, namespace);
    const removed = this.#atNextVersion(lastState);
    this.#objects.get(resource)?.delete(objectKey(name, namespace));
    this.#record({
      version: this.#version,
      type: 'DELETED',
      resource,
      object: removed,
      previous,
    });
    return removed;
  }

  /** Calls the listener with every later change; the answer ends that. */
  subscribe(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Forgets the past, as etcd does every five minutes: a reader that asks for
   * it gets a 410.
   */
  compact(): void {
    this.#history = [];
    this.#completeSince = this.#version;
  }

  #atNextVersion(object: KubernetesObject): KubernetesObject {
    this.#version += 1;
    return deepFreeze({
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(this.#version) },
    });
  }

  #record(change: Change): void {
    this.#history.push(change);
    // Cut in bulk: shifting one element off a long array at every write is slow.
    if (this.#history.length > 2 * this.#historyLimit) {
      const dropped = this.#history.length - this.#historyLimit;
      this.#completeSince = this.#history[dropped - 1].version;
      this.#history = this.#history.slice(dropped);
    }
    this.#untold.push(change);
    if (this.#telling) {
      return;
    }
    this.#telling = true;
    try {
      for (let next = this.#untold.shift(); next; next = this.#untold.shift()) {
        for (const listener of [...this.#listeners]) {
          listener(next);
        }
      }
    } finally {
      this.#telling = false;
    }
  }
}

function inKeyOrder(
  objects: ReadonlyMap<string, KubernetesObject>,
): KubernetesObject[] {
  return [...objects.keys()].sort().map(key => objects.get(key)!);
}
