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

/**
 * When a Secret was last written, from the ExternalSecrets that write it and
 * their events.
 *
 * What was written last is known from events, which Kubernetes keeps for an
 * hour by default. Without one, the last success of every writer bounds it:
 * what succeeded then, wrote then or found nothing to write.
 *
 * @param writers - every ExternalSecret that writes the Secret, with its events
 * @param areEventsKnown - whether events are observed now: else a newer write may have gone unseen
 * @public
 */
export function lastWriteOf(
  writers: readonly {
    readonly externalSecret: ExternalSecretRecord;
    readonly events: readonly EventRecord[];
  }[],
  areEventsKnown: boolean,
): LastWrite {
  const [known] = writers
    .flatMap(({ externalSecret, events }) =>
      events.filter(isWriteEvent).map(event => ({
        at: event.lastAt,
        externalSecret: externalSecret.name,
        reason: event.reason,
      })),
    )
    .sort((a, b) => b.at - a.at);
  const successes = writers.map(
    ({ externalSecret }) => externalSecret.refreshedAt,
  );
  const lastSuccess =
    writers.length > 0 && !successes.includes(undefined)
      ? Math.max(...(successes as number[]))
      : undefined;
  return {
    ...(known ? { known } : {}),
    ...bound(known?.at, lastSuccess, areEventsKnown),
  };
}

/** The newest event is the newest write, while events are seen. */
function bound(
  known: number | undefined,
  lastSuccess: number | undefined,
  areEventsKnown: boolean,
): { notAfter?: number } {
  if (areEventsKnown && known !== undefined) return { notAfter: known };
  // Both come from the operator's clock; the success is told as of its start.
  return lastSuccess === undefined
    ? {}
    : { notAfter: Math.max(lastSuccess, known ?? lastSuccess) };
}
