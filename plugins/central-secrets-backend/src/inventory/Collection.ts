/**
 * The records of one kind, with the indexes its queries need. Filled anew at
 * every list and changed one by one in between, by a `CollectionSink`.
 */
export interface Collection<R> extends Iterable<R> {
  readonly size: number;
  /** Adds the record, or replaces the one of its name. */
  upsert(record: R): void;
  remove(identity: Identity): void;
}

/** What names an object within its kind. */
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
