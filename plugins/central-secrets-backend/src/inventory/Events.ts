import {
  EventRecord,
  eventTime,
  InvolvedObject,
  isAboutExternalSecret,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { compareVersions } from '../kubernetes';
import { Collection, Identity } from './Collection';
import { LastWrites } from './LastWrites';

/** How many events are kept about one object, unless told otherwise. */
const KEPT = 10;

/** About how many objects of one namespace events are kept; a team may write as many events as it likes. */
const MOST_INVOLVED = 5_000;

const NONE: readonly EventRecord[] = [];

/** An event, and when it last happened, as far as that can be believed. */
interface Kept {
  readonly event: EventRecord;
  readonly at: number;
}

/** What an event is about. */
type About = Pick<InvolvedObject, 'namespace' | 'name' | 'uid'>;

/**
 * Events by the object that they are about, an ExternalSecret unless told
 * otherwise: the ten newest each, newest first. One that says it is about an
 * object of another namespace than its own is about none.
 */
export class Events implements Collection<EventRecord> {
  /** By namespace, then by the involved object. */
  readonly #namespaces = new Map<string, Map<string, Kept[]>>();
  /** The involved object by the event's own namespace and name. */
  readonly #involved = new Map<string, string>();
  readonly #lastWrites: LastWrites;
  readonly #clusterNow: () => number;
  readonly #mostInvolved: number;
  readonly #kept: number;
  readonly #isKept: (event: EventRecord) => boolean;

  /**
   * @param options - `lastWrites` is shared by every list, so that it outlives them;
   * `clusterNow` is the time by the cluster's clock; `isKept` decides which
   * events count, `kept` how many of each object, `mostInvolved` of how many
   * objects of one namespace
   */
  constructor(options: {
    lastWrites?: LastWrites;
    clusterNow: () => number;
    mostInvolved?: number;
    kept?: number;
    isKept?: (event: EventRecord) => boolean;
  }) {
    this.#lastWrites = options.lastWrites ?? new LastWrites();
    this.#clusterNow = options.clusterNow;
    this.#mostInvolved = options.mostInvolved ?? MOST_INVOLVED;
    this.#kept = options.kept ?? KEPT;
    this.#isKept = options.isKept ?? isAboutExternalSecret;
  }

  get size(): number {
    return this.#involved.size;
  }

  about(object: About): readonly EventRecord[] {
    const kept = this.#namespaces.get(object.namespace)?.get(keyOf(object));
    return kept ? kept.map(({ event }) => event) : NONE;
  }

  *[Symbol.iterator](): Iterator<EventRecord> {
    for (const objects of this.#namespaces.values()) {
      for (const kept of objects.values()) {
        for (const { event } of kept) {
          yield event;
        }
      }
    }
  }

  upsert(record: EventRecord): void {
    this.remove(record);
    if (!this.#isKept(record)) {
      return;
    }
    const at = eventTime(record, this.#clusterNow());
    this.#lastWrites.note(record, at);
    const objects = this.#objectsIn(record.namespace);
    const involved = keyOf({
      uid: record.involvedUid,
      name: record.involvedName,
    });
    const kept = [...(objects.get(involved) ?? []), { event: record, at }].sort(
      newerFirst,
    );
    this.#involved.set(placeOf(record), involved);
    for (const { event } of kept.splice(this.#kept)) {
      this.#involved.delete(placeOf(event));
    }
    objects.set(involved, kept);
    this.#dropTooMany(objects);
  }

  remove(identity: Identity): void {
    const place = placeOf(identity);
    const involved = this.#involved.get(place);
    if (involved === undefined) {
      return;
    }
    this.#involved.delete(place);
    const { namespace = '' } = identity;
    const objects = this.#objectsIn(namespace);
    const left = (objects.get(involved) ?? []).filter(
      ({ event }) => placeOf(event) !== place,
    );
    if (left.length) {
      objects.set(involved, left);
    } else {
      objects.delete(involved);
    }
    if (objects.size === 0) {
      this.#namespaces.delete(namespace);
    }
  }

  #objectsIn(namespace: string): Map<string, Kept[]> {
    let objects = this.#namespaces.get(namespace);
    if (!objects) {
      objects = new Map();
      this.#namespaces.set(namespace, objects);
    }
    return objects;
  }

  /** The object that was first heard of goes, of this namespace: others are none the poorer. */
  #dropTooMany(objects: Map<string, Kept[]>): void {
    if (objects.size > this.#mostInvolved) {
      const [[first, kept]] = objects;
      kept.forEach(({ event }) => this.#involved.delete(placeOf(event)));
      objects.delete(first);
    }
  }
}

/** Times have a resolution of a second; within it the later write has the greater version. */
function newerFirst(left: Kept, right: Kept): number {
  if (left.at !== right.at) {
    return right.at - left.at;
  }
  return compareVersions(
    left.event.resourceVersion,
    right.event.resourceVersion,
  ) === 'newer'
    ? -1
    : 1;
}

/** Neither a real uid nor a real name has a slash, so nothing made up is taken for one of them. */
function keyOf({ uid, name }: Omit<About, 'namespace'>): string {
  return `${uid}/${name}`;
}

function placeOf({ namespace = '', name }: Identity): string {
  return `${namespace}/${name}`;
}
