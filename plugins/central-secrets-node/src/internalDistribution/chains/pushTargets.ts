import {
  ExternalSecretSpecRecord,
  PushEntryRecord,
  PushSecretRecord,
  StoreReference,
} from '../../records';

/** One value that a PushSecret writes to one store. @public */
export interface PushTarget extends PushEntryRecord {
  readonly store: StoreReference;
}

/**
 * Every value that a PushSecret writes, as its spec says; where the spec finds
 * stores or keys by a selector or an expression, also what the operator says
 * that it has written.
 *
 * @public
 */
export function pushTargetsOf({
  spec,
  pushed,
}: Pick<PushSecretRecord, 'pushed' | 'spec'>): PushTarget[] {
  const declared = spec.stores.flatMap(store =>
    spec.entries.map(entry => ({ store, ...entry })),
  );
  if (!spec.hasStoreSelector && !spec.hasDataTo) {
    return declared;
  }
  const titleOf = ({ store, remoteKey, property }: PushTarget) =>
    JSON.stringify([store.kind, store.name, remoteKey, property]);
  const known = new Set(declared.map(titleOf));
  return [...declared, ...pushed.filter(target => !known.has(titleOf(target)))];
}

/** One value that an ExternalSecret reads. @public */
export interface ReadTarget {
  readonly store: StoreReference;
  readonly key: string;
  /** undefined: all properties. */
  readonly property?: string;
}

/** Every value that an ExternalSecret reads by its key. @public */
export function readTargetsOf({
  stores,
  sources,
}: Pick<ExternalSecretSpecRecord, 'stores' | 'sources'>): ReadTarget[] {
  return sources.flatMap(({ key, property, store = stores[0] }) =>
    store ? [{ store, key, ...(property ? { property } : {}) }] : [],
  );
}

/** A PushSecret, and what it writes to one path. @public */
export interface PathWriter {
  readonly push: PushSecretRecord;
  readonly entries: readonly PushEntryRecord[];
}

/** Whether two entries to one path replace each other's value. An entry without a property replaces all. */
function overlap(one: PushEntryRecord, other: PushEntryRecord): boolean {
  return (
    one.property === undefined ||
    other.property === undefined ||
    one.property === other.property
  );
}

/** Whether both entries certainly write the same value: that of one key of one Secret, as it is. */
function isSameValue(
  one: PathWriter,
  entry: PushEntryRecord,
  other: PathWriter,
  otherEntry: PushEntryRecord,
): boolean {
  const { spec, namespace } = one.push;
  const { name } = spec.source;
  return (
    namespace === other.push.namespace &&
    name !== undefined &&
    name === other.push.spec.source.name &&
    entry.secretKey === otherEntry.secretKey &&
    entry.property === otherEntry.property &&
    !spec.hasTemplate &&
    !other.push.spec.hasTemplate
  );
}

/** With `IfNotExists` the operator writes a value once and never replaces one. */
function replaces({ push }: PathWriter): boolean {
  return push.spec.updatePolicy === 'Replace' && push.deletedAt === undefined;
}

/**
 * The PushSecrets of one path that replace the value of this one, as
 * `namespace/name`. Two that write different properties do not, and neither do
 * two that write the same value.
 *
 * @public
 */
export function findPushRivals(
  writer: PathWriter,
  all: readonly PathWriter[],
): string[] {
  if (!replaces(writer)) {
    return [];
  }
  return all
    .filter(
      other =>
        other !== writer &&
        replaces(other) &&
        writer.entries.some(entry =>
          other.entries.some(
            otherEntry =>
              overlap(entry, otherEntry) &&
              !isSameValue(writer, entry, other, otherEntry),
          ),
        ),
    )
    .map(({ push }) => `${push.namespace}/${push.name}`)
    .sort();
}
