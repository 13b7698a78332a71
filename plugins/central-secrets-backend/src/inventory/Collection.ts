/**
 * The records of one kind, with the indexes its queries need. A
 * `CollectionSink` fills it again at every list and changes records one by one
 * in between.
 */
export interface Collection<R> extends Iterable<R> {
  readonly size: number;
  /** Adds the record, or replaces the one of its name. */
  upsert(record: R): void;
  remove(identity: Identity): void;
}

/** The fields that identify an object within its kind. */
export interface Identity {
  readonly namespace?: string;
  readonly name: string;
  readonly uid?: string;
}

/** The identity of a raw object; undefined where it has no name. */
export function identityOf(object: unknown): Identity | undefined {
  const metadata = (object as { metadata?: Record<string, unknown> } | null)
    ?.metadata;
  const text = (value: unknown) =>
    typeof value === 'string' ? value : undefined;
  const name = text(metadata?.name);
  return name === undefined
    ? undefined
    : {
        name,
        namespace: text(metadata?.namespace),
        uid: text(metadata?.uid),
      };
}
