import { KubernetesObject, Replacement, Sink } from '../kubernetes';
import { Collection, Identity, identityOf } from './Collection';

/**
 * Projects raw objects to records as they arrive and keeps them in a
 * collection. A new whole is built beside the old one, which goes on answering
 * until the new one takes its place: nothing flickers while a list is read.
 *
 * An object that cannot be read is counted, told of once, and left out: also a
 * readable earlier form of it, because that is no longer what the cluster has.
 */
export class CollectionSink<R, C extends Collection<R>> implements Sink {
  readonly #parse: (object: KubernetesObject) => R;
  readonly #create: () => C;
  readonly #onUnreadable: (error: Error) => void;
  readonly #onChange: (identity?: Identity) => void;
  #current: C;
  #unreadable = new Set<string>();

  constructor(options: {
    parse: (object: KubernetesObject) => R;
    create: () => C;
    onUnreadable: (error: Error) => void;
    /** Called after each change; without an identity, everything may be different. */
    onChange?: (identity?: Identity) => void;
  }) {
    this.#parse = options.parse;
    this.#create = options.create;
    this.#onUnreadable = options.onUnreadable;
    this.#onChange = options.onChange ?? (() => {});
    this.#current = options.create();
  }

  get current(): C {
    return this.#current;
  }

  /** How many objects the cluster has that are not in the collection. */
  get unreadable(): number {
    return this.#unreadable.size;
  }

  /** Returns another sink of the same kind, empty and without listeners. */
  blank(): CollectionSink<R, C> {
    return new CollectionSink<R, C>({
      parse: this.#parse,
      create: this.#create,
      onUnreadable: () => {},
    });
  }

  /** By namespace and name: each record as text, to compare one whole with another. */
  digest(): Map<string, string> {
    const digest = new Map<string, string>();
    for (const key of this.#unreadable) {
      digest.set(key, 'unreadable');
    }
    for (const record of this.#current) {
      digest.set(keyOf({ metadata: record }), JSON.stringify(record));
    }
    return digest;
  }

  startReplacement(): Replacement {
    const next = this.#create();
    const unreadable = new Set<string>();
    return {
      add: object => this.#put(object, next, unreadable),
      commit: () => {
        this.#current = next;
        this.#unreadable = unreadable;
        this.#onChange();
      },
    };
  }

  upsert(object: KubernetesObject): void {
    this.#put(object, this.#current, this.#unreadable);
    const identity = identityOf(object);
    if (identity) {
      this.#onChange(identity);
    }
  }

  remove(object: KubernetesObject): void {
    const identity = identityOf(object);
    if (identity) {
      this.#current.remove(identity);
      this.#unreadable.delete(keyOf(object));
      this.#onChange(identity);
    }
  }

  #put(object: KubernetesObject, into: C, unreadable: Set<string>): void {
    const key = keyOf(object);
    let record: R;
    try {
      record = this.#parse(object);
    } catch (error) {
      // Told of once, also across lists.
      if (!unreadable.has(key) && !this.#unreadable.has(key)) {
        this.#onUnreadable(error as Error);
      }
      unreadable.add(key);
      const identity = identityOf(object);
      if (identity) {
        into.remove(identity);
      }
      return;
    }
    unreadable.delete(key);
    into.upsert(record);
  }
}

function keyOf(object: KubernetesObject): string {
  const { namespace = '', name = '' } = identityOf(object) ?? {};
  return `${namespace}/${name}`;
}
