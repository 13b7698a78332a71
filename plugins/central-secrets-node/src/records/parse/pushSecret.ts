import { InputError } from '@backstage/errors';
import { parseGoDuration } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  ClusterPushSecretRecord,
  PushedValueRecord,
  PushEntryRecord,
  PushSecretRecord,
  PushSourceRecord,
  PushSpecRecord,
} from '../pushes';
import { StoreReference } from '../records';
import { readyConditionOf } from './condition';
import {
  Fields,
  fieldsListOf,
  fieldsOf,
  nameOf,
  openNamespacedObject,
  openObject,
  shownTextOf,
  textOf,
  timeOf,
} from './fields';

/** The operator's default for `refreshInterval`, set by its CRD. */
const DEFAULT_REFRESH_INTERVAL = '1h0m0s';

const MOST_STORES = 20;
/** Of entries, and of values that the status names: a team decides how many there are. */
const MOST_ENTRIES = 50;
/** The maximum total length of the entries that are kept. Characters. */
const MOST_ENTRY_TEXT = 8_192;
/**
 * A longer path is left out: if it were cut, two paths could become one, and
 * the keys of readers are kept no longer than this either. Characters.
 */
const LONGEST_PATH = 253;
const MOST_FAILED_NAMESPACES = 20;

function storesOf({ secretStoreRefs }: Fields): StoreReference[] {
  return fieldsListOf(secretStoreRefs)
    .flatMap(({ kind, name }): StoreReference[] => {
      const known = nameOf(name);
      return known
        ? [
            {
              kind:
                kind === 'ClusterSecretStore' ? kind : ('SecretStore' as const),
              name: known,
            },
          ]
        : [];
    })
    .slice(0, MOST_STORES);
}

function sourceOf(selector: Fields): PushSourceRecord {
  const { name, selector: labels } = fieldsOf(selector.secret);
  const generator = fieldsOf(selector.generatorRef);
  const secret = nameOf(name);
  const kind = nameOf(generator.kind);
  return {
    ...(secret ? { name: secret } : {}),
    ...(!secret && labels ? { hasSelector: true } : {}),
    ...(kind
      ? { generator: { kind, name: nameOf(generator.name) ?? '' } }
      : {}),
  };
}

/** An entry of the spec or of the status; none where it has no usable path. */
function entryOf({ match }: Fields): PushEntryRecord[] {
  const { secretKey, remoteRef } = fieldsOf(match);
  const { remoteKey, property } = fieldsOf(remoteRef);
  const path = textOf(remoteKey);
  const key = textOf(secretKey);
  const part = textOf(property);
  const isUsable =
    path !== undefined &&
    path.length <= LONGEST_PATH &&
    (part ?? '').length <= LONGEST_PATH;
  return isUsable
    ? [
        {
          ...(key ? { secretKey: nameOf(key) } : {}),
          remoteKey: path,
          ...(part ? { property: part } : {}),
        },
      ]
    : [];
}

/** As many as there is room for. */
function within<T extends object>(entries: Iterable<T>): T[] {
  const kept: T[] = [];
  let room = MOST_ENTRY_TEXT;
  for (const entry of entries) {
    room -= Object.values(entry).join('').length;
    if (room < 0 || kept.length === MOST_ENTRIES) {
      break;
    }
    kept.push(entry);
  }
  return kept;
}

/**
 * The allow-listed part of a PushSecret's spec, which a ClusterPushSecret
 * carries as `pushSecretSpec`. Defaults are those of the operator's CRD.
 *
 * @throws InputError when a duration cannot be read; `where` names the object
 */
function pushSpecOf(spec: Fields, where: string): PushSpecRecord {
  const { data, dataTo, secretStoreRefs, template } = spec;
  const all = fieldsListOf(data);
  const entries = within(all.flatMap(entryOf));
  const interval = textOf(spec.refreshInterval) ?? DEFAULT_REFRESH_INTERVAL;
  let refreshIntervalMs: number;
  try {
    refreshIntervalMs = Math.max(0, parseGoDuration(interval));
  } catch (error) {
    throw new InputError(`${where}: refreshInterval`, error);
  }
  const hasStoreSelector = fieldsListOf(secretStoreRefs).some(
    ({ labelSelector }) => labelSelector,
  );
  return {
    stores: storesOf(spec),
    ...(hasStoreSelector ? { hasStoreSelector } : {}),
    source: sourceOf(fieldsOf(spec.selector)),
    entries,
    ...(entries.length < all.length ? { hasMoreEntries: true } : {}),
    ...(fieldsListOf(dataTo).length > 0 ? { hasDataTo: true } : {}),
    ...(template ? { hasTemplate: true } : {}),
    updatePolicy:
      spec.updatePolicy === 'IfNotExists' ? 'IfNotExists' : 'Replace',
    deletionPolicy: spec.deletionPolicy === 'Delete' ? 'Delete' : 'None',
    refreshIntervalMs,
  };
}

/** What `status.syncedPushSecrets` names: by `Kind/store`, then by path, each with its entry. */
function pushedOf({ syncedPushSecrets }: Fields): PushedValueRecord[] {
  function* values(): Iterable<PushedValueRecord> {
    for (const [title, entries] of Object.entries(
      fieldsOf(syncedPushSecrets),
    )) {
      const slash = title.indexOf('/');
      const kind =
        title.slice(0, slash) === 'ClusterSecretStore'
          ? ('ClusterSecretStore' as const)
          : ('SecretStore' as const);
      const name = nameOf(title.slice(slash + 1)) ?? '';
      for (const entry of Object.values(fieldsOf(entries))) {
        for (const { remoteKey, property } of entryOf(fieldsOf(entry))) {
          yield {
            store: { kind, name },
            remoteKey,
            ...(property ? { property } : {}),
          };
        }
      }
    }
  }
  return within(values());
}

function ownerOf(metadata: Fields): string | undefined {
  const owner = fieldsListOf(metadata.ownerReferences).find(
    ({ controller, kind }) =>
      controller === true && kind === 'ClusterPushSecret',
  );
  return nameOf(owner?.name);
}

/**
 * A raw PushSecret as a record.
 *
 * @throws InputError when it is not a PushSecret
 * @public
 */
export function parsePushSecret(object: unknown): PushSecretRecord {
  const head = openNamespacedObject(object, ['PushSecret']);
  const { metadata, spec, status, namespace, name } = head;
  const owner = ownerOf(metadata);
  const refreshedAt = timeOf(status.refreshTime);
  const synced = /^(\d+)-/.exec(textOf(status.syncedResourceVersion) ?? '');
  const ready = readyConditionOf(status);
  return {
    namespace,
    name,
    uid: head.uid,
    generation: head.generation,
    createdAt: head.createdAt,
    ...(head.deletedAt === undefined ? {} : { deletedAt: head.deletedAt }),
    ...(owner ? { owner } : {}),
    spec: pushSpecOf(spec, `PushSecret ${namespace}/${name}: spec`),
    ...(refreshedAt === undefined ? {} : { refreshedAt }),
    ...(synced ? { syncedGeneration: Number(synced[1]) } : {}),
    pushed: pushedOf(status),
    ...(ready ? { ready } : {}),
  };
}

/**
 * A raw ClusterPushSecret as a record.
 *
 * @throws InputError when it is not a ClusterPushSecret
 * @public
 */
export function parseClusterPushSecret(
  object: unknown,
): ClusterPushSecretRecord {
  const head = openObject(object, ['ClusterPushSecret']);
  const { spec, status, name, uid, createdAt, deletedAt } = head;
  const failed = fieldsListOf(status.failedNamespaces);
  return {
    name,
    uid,
    createdAt,
    ...(deletedAt === undefined ? {} : { deletedAt }),
    pushSecretName: nameOf(spec.pushSecretName) ?? name,
    spec: pushSpecOf(
      fieldsOf(spec.pushSecretSpec),
      `ClusterPushSecret ${name}: spec.pushSecretSpec`,
    ),
    failedNamespaces: failed
      .slice(0, MOST_FAILED_NAMESPACES)
      .map(({ namespace, reason }) => ({
        namespace: nameOf(namespace) ?? '',
        reason: shownTextOf(reason),
      })),
    ...(failed.length > MOST_FAILED_NAMESPACES
      ? { failedNamespacesLeftOut: failed.length - MOST_FAILED_NAMESPACES }
      : {}),
  };
}
