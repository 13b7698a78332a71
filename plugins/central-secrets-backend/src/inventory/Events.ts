import { EventRecord } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Collection, Identity } from './Collection';
import { LastWrites } from './LastWrites';

/** How many events are kept about one object. */
const KEPT = 10;

const NONE: readonly EventRecord[] = [];

/** Events by the object they are about: the ten newest each, newest first. */
export class Events implements Collection<EventRecord> {
  readonly #byInvolved = new Map<string, EventRecord[]>();
  /** The involved object's uid by the event's own namespace and name. */
  readonly #involved = new Map<string, string>();
  readonly #lastWrites: LastWrites;

  /** @param lastWrites - shared by every list, so that it outlives them */
  constructor(lastWrites: LastWrites = new LastWrites()) {
    this.#lastWrites = lastWrites;
  }

  get size(): number {
    return this.#involved.size;
  }

  about(involvedUid: string): readonly EventRecord[] {
    return this.#byInvolved.get(involvedUid) ?? NONE;
  }

  *[Symbol.iterator](): Iterator<EventRecord> {
    for (const events of this.#byInvolved.values()) {
      yield* events;
    }
  }

  upsert(record: EventRecord): void {
    this.remove(record);
    this.#lastWrites.note(record);
    const events = [...this.about(record.involvedUid), record].sort(
      // By name where the time is one, so that the same events are kept in whatever order they came.
      (a, b) => b.lastAt - a.lastAt || (a.name < b.name ? -1 : 1),
    );
    this.#involved.set(keyOf(record), record.involvedUid);
    for (const dropped of events.splice(KEPT)) {
      this.#involved.delete(keyOf(dropped));
    }
    this.#byInvolved.set(record.involvedUid, events);
  }

  remove(identity: Identity): void {
    const key = keyOf(identity);
    const involvedUid = this.#involved.get(key);
    if (involvedUid === undefined) {
      return;
    }
    this.#involved.delete(key);
    const left = this.about(involvedUid).filter(event => keyOf(event) !== key);
    if (left.length) {
      this.#byInvolved.set(involvedUid, left);
    } else {
      this.#byInvolved.delete(involvedUid);
    }
  }
}

function keyOf({ namespace = '', name }: Identity): string {
  return `${namespace}/${name}`;
}
