import { Inventory, InventoryChange } from '../inventory';
import { Clock } from '../kubernetes';
import { WATCHED_FOR_MS } from './timing';
import { Viewers } from './Viewers';

/**
 * A user who saw the deliveries of an entity, and the namespaces of those
 * deliveries.
 */
export interface View {
  readonly entityRef: string;
  /**
   * The only user who gets the signal; a check has just found the right to see
   * the entity.
   */
  readonly userEntityRef: string;
  /** Where its secrets are, or would be. */
  readonly places: readonly {
    readonly cluster: string;
    readonly namespace: string;
  }[];
}

/** Tells users that what an entity gets may be different now. */
export type Publish = (
  entityRef: string,
  userEntityRefs: readonly string[],
) => Promise<void>;

interface Watched {
  readonly viewers: Viewers;
  readonly places: View['places'];
}

/**
 * Signals to users who look at an entity, as soon as something that they see
 * may have changed. A signal carries only the entity's ref, and nothing of the
 * change: the page then asks again, with the user's own rights.
 *
 * Only a user who recently saw an entity gets its signals, so that a signal
 * never reveals that an entity exists. A change of an entity that no user looks
 * at costs one look-up.
 */
export class LiveUpdates {
  readonly #publish: Publish;
  readonly #clock: Clock;
  readonly #watched = new Map<string, Watched>();
  /** The entities that are looked at, by `cluster` and by `cluster/namespace`. */
  readonly #byPlace = new Map<string, Set<string>>();
  #sweptAt = 0;

  constructor(options: { publish: Publish; clock: Clock }) {
    this.#publish = options.publish;
    this.#clock = options.clock;
  }

  /** Listens to every cluster; answers how to end that, with everything that is under way. */
  listenTo(inventory: Inventory): () => void {
    const ends = inventory
      .clusters()
      .map(cluster =>
        cluster.onChange(change => this.#changed(cluster.name, change)),
      );
    return () => {
      ends.forEach(end => end());
      this.#watched.forEach(({ viewers }) => viewers.stop());
    };
  }

  /** Notes that a user saw an entity. */
  viewed({ entityRef, userEntityRef, places }: View): void {
    const now = this.#clock.now();
    this.#sweep(now);
    const viewers =
      this.#watched.get(entityRef)?.viewers ??
      new Viewers({
        clock: this.#clock,
        publish: users => this.#publish(entityRef, users),
        onGone: () => this.#forget(entityRef),
      });
    viewers.viewed(userEntityRef);
    this.#unindex(entityRef);
    this.#watched.set(entityRef, { viewers, places });
    for (const key of keysOf(places)) {
      const entityRefs = this.#byPlace.get(key) ?? new Set();
      this.#byPlace.set(key, entityRefs.add(entityRef));
    }
  }

  /** How many entities are held to be looked at. */
  get size(): number {
    return this.#watched.size;
  }

  #changed(cluster: string, { namespace }: InventoryChange): void {
    const key =
      namespace === undefined ? cluster : placeKey({ cluster, namespace });
    for (const entityRef of this.#byPlace.get(key) ?? []) {
      this.#watched.get(entityRef)!.viewers.changed();
    }
  }

  /** Now and then, so that what is never changed again is not held for ever. */
  #sweep(now: number): void {
    if (now - this.#sweptAt > WATCHED_FOR_MS) {
      this.#sweptAt = now;
      for (const [entityRef, { viewers }] of this.#watched) {
        if (viewers.size === 0) {
          this.#forget(entityRef);
        }
      }
    }
  }

  #forget(entityRef: string): void {
    this.#watched.get(entityRef)?.viewers.stop();
    this.#unindex(entityRef);
    this.#watched.delete(entityRef);
  }

  #unindex(entityRef: string): void {
    for (const key of keysOf(this.#watched.get(entityRef)?.places ?? [])) {
      const entityRefs = this.#byPlace.get(key);
      entityRefs?.delete(entityRef);
      if (entityRefs?.size === 0) {
        this.#byPlace.delete(key);
      }
    }
  }
}

function keysOf(places: View['places']): string[] {
  return places.flatMap(place => [place.cluster, placeKey(place)]);
}

/** Neither name can have a slash. */
function placeKey({ cluster, namespace }: View['places'][number]): string {
  return `${cluster}/${namespace}`;
}
