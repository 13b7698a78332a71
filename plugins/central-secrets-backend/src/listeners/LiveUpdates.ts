import { Inventory, InventoryChange } from '../inventory';
import { Clock } from '../kubernetes';

/** Somebody who was shown what an entity gets, and in which namespaces that is. */
export interface View {
  readonly entityRef: string;
  /** The only one who is told; has just been found to have the right to see it. */
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

/** How long after its last question a page still counts as looked at. Pages ask again more often than that. */
const WATCHED_FOR_MS = 60_000;
/** An entity is told of at most once in this time, however much happens to it. */
const AT_MOST_EVERY_MS = 1_000;
/** What belongs together arrives together: an ExternalSecret's status and its event, say. */
const GATHER_FOR_MS = 100;

interface Watched {
  /** When each viewer last asked, in milliseconds since the epoch. */
  readonly viewers: Map<string, number>;
  places: View['places'];
  /** When it was last told of; undefined: never. */
  toldAt?: number;
  /** Whether a telling is already on its way. */
  isDue: boolean;
}

/**
 * Tells those who look at an entity, as soon as something that they are shown
 * may have changed. Nothing of what changed is told, only the entity's ref:
 * the page then asks again, with the user's own rights.
 *
 * Only who was just shown an entity is told of it, so that a signal tells
 * nobody what exists. What nobody looks at costs one look-up a change.
 */
export class LiveUpdates {
  readonly #publish: Publish;
  readonly #clock: Clock;
  readonly #watched = new Map<string, Watched>();
  /** The entities that are looked at, by `cluster` and by `cluster/namespace`. */
  readonly #byPlace = new Map<string, Set<string>>();
  readonly #callOffs = new Set<() => void>();
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
      this.#callOffs.forEach(callOff => callOff());
      this.#callOffs.clear();
    };
  }

  /** Notes that somebody was shown an entity. */
  viewed({ entityRef, userEntityRef, places }: View): void {
    const now = this.#clock.now();
    this.#sweep(now);
    const watched = this.#watched.get(entityRef);
    this.#unindex(entityRef);
    this.#watched.set(entityRef, {
      isDue: false,
      ...watched,
      viewers: new Map(watched?.viewers).set(userEntityRef, now),
      places,
    });
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
      this.#schedule(entityRef);
    }
  }

  #schedule(entityRef: string): void {
    const watched = this.#watched.get(entityRef)!;
    if (watched.isDue) {
      return;
    }
    watched.isDue = true;
    const { toldAt = -Infinity } = watched;
    const restMs = toldAt + AT_MOST_EVERY_MS - this.#clock.now();
    const callOff = this.#clock.setTimeout(() => {
      this.#callOffs.delete(callOff);
      this.#tell(entityRef);
    }, Math.max(GATHER_FOR_MS, restMs));
    this.#callOffs.add(callOff);
  }

  #tell(entityRef: string): void {
    // What was noted of the entity since it was scheduled counts.
    const watched = this.#stillWatched(entityRef);
    if (watched) {
      watched.isDue = false;
      watched.toldAt = this.#clock.now();
      // A signal that is lost costs nothing but time: pages also ask by themselves.
      this.#publish(entityRef, [...watched.viewers.keys()]).catch(() => {});
    }
  }

  /** Without those who have gone; undefined, and forgotten, where nobody is left. */
  #stillWatched(entityRef: string): Watched | undefined {
    const watched = this.#watched.get(entityRef);
    const now = this.#clock.now();
    for (const [viewer, at] of watched?.viewers ?? []) {
      if (now - at > WATCHED_FOR_MS) {
        watched!.viewers.delete(viewer);
      }
    }
    if (watched?.viewers.size === 0) {
      this.#unindex(entityRef);
      this.#watched.delete(entityRef);
      return undefined;
    }
    return watched;
  }

  /** Now and then, so that what is never changed again is not held for ever. */
  #sweep(now: number): void {
    if (now - this.#sweptAt > WATCHED_FOR_MS) {
      this.#sweptAt = now;
      [...this.#watched.keys()].forEach(ref => this.#stillWatched(ref));
    }
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
