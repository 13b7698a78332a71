import { EventRecord, ExternalSecretRecord, StoreRecord } from './records';

/** The fields that identify one ExternalSecret, and one life of it. @public */
export type InvolvedObject = Pick<
  ExternalSecretRecord,
  'namespace' | 'name' | 'uid'
>;

/**
 * How far ahead of the API server's clock a time may be and still be believed.
 * Milliseconds. The writer of a time has a clock of its own, and what is known
 * of the cluster's clock has a resolution of a second.
 */
const AHEAD_AT_MOST_MS = 60_000;

/**
 * Whether a time cannot be true yet. One that orders or delays something would
 * do so until it comes, so such a time counts as not known.
 *
 * @param clusterNow - by the cluster's clock
 * @public
 */
export function isFromFuture(time: number, clusterNow: number): boolean {
  return time > clusterNow + AHEAD_AT_MOST_MS;
}

/**
 * Whether an event can be about an ExternalSecret at all. A team may write any
 * event into its own namespace, so one counts only for objects of the namespace
 * that it stands in, as the API server itself has it (`legacyValidateEvent`);
 * events of cluster-wide objects stand in the namespace `default`.
 *
 * The check ignores the writer's name (`source`, `reportingComponent`): anyone
 * who can write an event can also write that name.
 *
 * @public
 */
export function isAboutExternalSecret(event: EventRecord): boolean {
  return (
    event.involvedKind === 'ExternalSecret' &&
    event.involvedNamespace === event.namespace &&
    isOfOperator(event)
  );
}

/**
 * The namespace in which the API server wants the events of cluster-wide
 * objects. Teams have no right to write into it.
 *
 * @public
 */
export const NAMESPACE_OF_CLUSTER_EVENTS = 'default';

/** Whether a kind of the operator is named, as far as the event says which. */
function isOfOperator({ involvedApiVersion }: EventRecord): boolean {
  // `external-secrets.io/v1`; the field is optional.
  return (
    !involvedApiVersion || involvedApiVersion.startsWith('external-secrets.io/')
  );
}

/**
 * Whether an event can be about a store at all. As with ExternalSecrets, the
 * namespace that it stands in decides: a team that writes an event into its own
 * namespace says nothing about a ClusterSecretStore.
 *
 * @public
 */
export function isAboutStore(event: EventRecord): boolean {
  const { namespace, involvedNamespace, involvedKind } = event;
  const isInPlace =
    involvedKind === 'ClusterSecretStore'
      ? namespace === NAMESPACE_OF_CLUSTER_EVENTS && involvedNamespace === ''
      : involvedKind === 'SecretStore' && namespace === involvedNamespace;
  return isInPlace && isOfOperator(event);
}

/** Whether an event is about this very store. @public */
export function isEventAboutStore(
  event: EventRecord,
  { kind, namespace, name, uid }: StoreRecord,
): boolean {
  return (
    isAboutStore(event) &&
    event.involvedKind === kind &&
    event.involvedNamespace === (namespace ?? '') &&
    event.involvedName === name &&
    event.involvedUid === uid
  );
}

/** Whether an event is about this very ExternalSecret. @public */
export function isEventAbout(
  event: EventRecord,
  { namespace, name, uid }: InvolvedObject,
): boolean {
  return (
    isAboutExternalSecret(event) &&
    event.namespace === namespace &&
    event.involvedName === name &&
    event.involvedUid === uid
  );
}

/**
 * When an event last happened. Its own word for it is the writer's; where that
 * is from the future, the API server's own time of its last write counts, and
 * where that was made up as well, of its first.
 *
 * @public
 */
export function eventTime(
  {
    lastAt,
    writtenAt,
    createdAt,
  }: Pick<EventRecord, 'lastAt' | 'writtenAt' | 'createdAt'>,
  clusterNow: number,
): number {
  return (
    [lastAt, writtenAt].find(time => !isFromFuture(time, clusterNow)) ??
    createdAt
  );
}

/** The same event, with a time that can be true. @public */
export function withEventTime(
  event: EventRecord,
  clusterNow: number,
): EventRecord {
  const lastAt = eventTime(event, clusterNow);
  return lastAt === event.lastAt ? event : { ...event, lastAt };
}
