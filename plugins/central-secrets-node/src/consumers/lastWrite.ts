import { EventRecord, ExternalSecretRecord } from '../records';

/**
 * When the operator last wrote a Secret, as far as that can be known without
 * reading the Secret. Times are milliseconds since the epoch.
 *
 * @public
 */
export interface LastWrite {
  /** The newest write that is known of; a newer one may have gone unseen. */
  readonly known?: {
    readonly at: number;
    readonly externalSecret: string;
    readonly reason: string;
  };
  /** No write was later; undefined: that is not known. */
  readonly notAfter?: number;
}

/** The events that ESO emits after it wrote the Secret, and only then: a refresh that finds nothing new emits none (pkg/controllers/externalsecret, createSecret and updateSecret). */
const WRITTEN = ['Created', 'Updated'];

/** The events that tell when an ExternalSecret's Secret was written. @public */
export function isWriteEvent({ reason }: Pick<EventRecord, 'reason'>): boolean {
  return WRITTEN.includes(reason);
}

/** The part of an event that tells of a write. @public */
export type WriteEvent = Pick<EventRecord, 'reason' | 'lastAt'>;

/**
 * When a Secret was last written, from the ExternalSecrets that write it and
 * their events.
 *
 * The last write is known from events, which Kubernetes keeps for an hour by
 * default, and from remembered events. Without an event, the last success of
 * every writer bounds it: a writer that succeeded then either wrote then or
 * found nothing to write.
 *
 * @param writers - every ExternalSecret that writes the Secret, with the events that there are now, and the newest write that was ever seen
 * @param areEventsKnown - whether events are observed now: else a newer write may have gone unseen
 * @public
 */
export function lastWriteOf(
  writers: readonly {
    readonly externalSecret: ExternalSecretRecord;
    readonly events: readonly EventRecord[];
    readonly remembered?: WriteEvent;
  }[],
  areEventsKnown: boolean,
): LastWrite {
  const present = newest(
    writers.flatMap(({ externalSecret, events }) =>
      events
        .filter(isWriteEvent)
        .map(event => toWrite(externalSecret.name, event)),
    ),
  );
  const remembered = newest(
    writers.flatMap(({ externalSecret, remembered: event }) =>
      event ? [toWrite(externalSecret.name, event)] : [],
    ),
  );
  const known = newest([present, remembered].flatMap(write => write ?? []));
  const notAfter =
    // While events are seen, one that is there is followed by no other.
    areEventsKnown && present ? known?.at : lastSuccessOf(writers, known);
  return {
    ...(known ? { known } : {}),
    ...(notAfter === undefined ? {} : { notAfter }),
  };
}

type Write = NonNullable<LastWrite['known']>;

function toWrite(
  externalSecret: string,
  { reason, lastAt }: WriteEvent,
): Write {
  return { at: lastAt, externalSecret, reason };
}

function newest(writes: readonly Write[]): Write | undefined {
  return [...writes].sort((a, b) => b.at - a.at)[0];
}

/** undefined: one of them never succeeded yet. */
function lastSuccessOf(
  writers: readonly { readonly externalSecret: ExternalSecretRecord }[],
  known: Write | undefined,
): number | undefined {
  const successes = writers.map(
    ({ externalSecret }) => externalSecret.refreshedAt,
  );
  return successes.length === 0 || successes.includes(undefined)
    ? undefined
    : Math.max(...(successes as number[]), known?.at ?? -Infinity);
}
