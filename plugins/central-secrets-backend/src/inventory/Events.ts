import { EventRecord } from '@central-secrets/backstage-plugin-central-secrets-common';
import { compareVersions } from '../kubernetes';
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
    const events = [...this.about(record.involvedUid), record].sort(newerFirst);
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

/** Times have a resolution of a second; within it the later write has the greater version. */
function newerFirst(left: EventRecord, right: EventRecord): number {
  if (left.lastAt !== right.lastAt) {
    return right.lastAt - left.lastAt;
  }
  return compareVersions(left.resourceVersion, right.resourceVersion) ===
    'newer'
    ? -1
    : 1;
}

function keyOf({ namespace = '', name }: Identity): string {
  return `${namespace}/${name}`;
}
