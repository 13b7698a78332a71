import {
  EventRecord,
  InvolvedObject,
  isWriteEvent,
  WriteEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/** How many ExternalSecrets are remembered, in all and of one namespace; beyond it the ones first heard of are forgotten. */
const MOST = 50_000;
const MOST_IN_NAMESPACE = 5_000;

/**
 * The newest event of a write about each ExternalSecret, beyond the hour for
 * which Kubernetes keeps it: a pod that has run since before a rotation may do
 * so for days. Lives as long as the process.
 */
export class LastWrites {
  readonly #most: number;
  readonly #mostInNamespace: number;
  /** By namespace, then by name and uid. */
  readonly #namespaces = new Map<string, Map<string, WriteEvent>>();
  #size = 0;

  constructor(options: { most?: number; mostInNamespace?: number } = {}) {
    this.#most = options.most ?? MOST;
    this.#mostInNamespace = options.mostInNamespace ?? MOST_IN_NAMESPACE;
  }

  /**
   * Takes note of an event, where it tells of a write that is newer than what
   * is known.
   *
   * @param at - when it happened, as far as that can be believed
   */
  note(
    { namespace, involvedName, involvedUid, reason }: EventRecord,
    at: number,
  ): void {
    const key = keyOf({ name: involvedName, uid: involvedUid });
    let writes = this.#namespaces.get(namespace);
    const known = writes?.get(key);
    if (!isWriteEvent({ reason }) || at <= (known?.lastAt ?? -Infinity)) {
      return;
    }
    if (!writes) {
      writes = new Map();
      this.#namespaces.set(namespace, writes);
    }
    writes.set(key, { reason, lastAt: at });
    this.#size += known ? 0 : 1;
    if (writes.size > this.#mostInNamespace) {
      this.#forgetFirst(namespace, writes);
    } else if (this.#size > this.#most) {
      this.#forgetFirst(...this.#fullest());
    }
  }

  /** undefined: none was ever seen. */
  of(object: InvolvedObject): WriteEvent | undefined {
    return this.#namespaces.get(object.namespace)?.get(keyOf(object));
  }

  /** A namespace with more than its share pays first. */
  #fullest(): [string, Map<string, WriteEvent>] {
    return [...this.#namespaces].reduce((fullest, each) =>
      each[1].size > fullest[1].size ? each : fullest,
    );
  }

  #forgetFirst(namespace: string, writes: Map<string, WriteEvent>): void {
    const [first] = writes.keys();
    writes.delete(first);
    this.#size -= 1;
    if (writes.size === 0) {
      this.#namespaces.delete(namespace);
    }
  }
}

function keyOf({ uid, name }: Pick<InvolvedObject, 'uid' | 'name'>): string {
  return `${uid}/${name}`;
}
