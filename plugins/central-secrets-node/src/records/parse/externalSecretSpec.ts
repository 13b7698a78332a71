import { InputError } from '@backstage/errors';
import { parseGoDuration } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  ExternalSecretSpecRecord,
  GeneratorReference,
  SourceReference,
  StoreReference,
} from '../records';
import { Fields, fieldsListOf, fieldsOf, nameOf, textOf } from './fields';
import { syncWindowsOf } from './syncWindows';

/** ESO's default for `refreshInterval`, set by its CRD. */
const DEFAULT_REFRESH_INTERVAL = '1h0m0s';

/**
 * The maximum number of keys and sources that are kept; a team may write tens
 * of thousands into one ExternalSecret.
 */
const MOST_KEYS = 100;
/** The maximum total length of the keys that are kept. Characters. */
const MOST_KEY_TEXT = 4_096;
const MOST_SOURCES = 20;
const MOST_STORES = 20;
const MOST_GENERATORS = 20;

function oneOf<T extends string>(
  value: unknown,
  allowed: readonly [T, ...T[]],
): T {
  return allowed.find(entry => entry === value) ?? allowed[0];
}

function storeReferenceOf(reference: unknown): StoreReference {
  return {
    kind: oneOf(fieldsOf(reference).kind, [
      'SecretStore',
      'ClusterSecretStore',
    ]),
    name: nameOf(fieldsOf(reference).name) ?? '',
  };
}

/**
 * The stores that are read: each that an entry names for itself, and
 * `secretStoreRef` where an entry names neither a store nor a generator.
 */
function storesOf(spec: Fields): StoreReference[] {
  const sources = [
    ...fieldsListOf(spec.data),
    ...fieldsListOf(spec.dataFrom),
  ].map(entry => fieldsOf(entry.sourceRef));
  const isDefaultRead =
    sources.length === 0 ||
    sources.some(source => !source.storeRef && !source.generatorRef);
  const references = [
    ...(isDefaultRead ? [spec.secretStoreRef] : []),
    ...sources.map(({ storeRef }) => storeRef),
  ].map(storeReferenceOf);
  const byTitle = new Map(
    references
      .filter(({ name }) => name !== '')
      .map(reference => [`${reference.kind}/${reference.name}`, reference]),
  );
  return [...byTitle.values()].slice(0, MOST_STORES);
}

/** The generators that entries of `dataFrom` name; no other entry may name one. */
function generatorsOf(
  spec: Fields,
): Pick<ExternalSecretSpecRecord, 'generators'> {
  const references = fieldsListOf(spec.dataFrom).flatMap(
    ({ sourceRef }): GeneratorReference[] => {
      const { kind, name } = fieldsOf(fieldsOf(sourceRef).generatorRef);
      const named = { kind: nameOf(kind) ?? '', name: nameOf(name) ?? '' };
      return named.kind && named.name ? [named] : [];
    },
  );
  const byTitle = new Map(
    references.map(each => [`${each.kind}/${each.name}`, each]),
  );
  return byTitle.size > 0
    ? { generators: [...byTitle.values()].slice(0, MOST_GENERATORS) }
    : {};
}

/** The kind that is written, where it is not a Secret. */
function targetKindOf(target: Fields): string | undefined {
  const kind = nameOf(fieldsOf(target.manifest).kind);
  return kind === 'Secret' ? undefined : kind;
}

/**
 * The keys the Secret will have, by ESO's order of precedence (`ApplyTemplate`
 * in externalsecret_controller_template.go): the template's own keys, and the
 * provider's where there is no template content or `mergePolicy` is Merge.
 * Undefined as soon as the source decides one part of them.
 *
 * Only the keys of a template are read: its values may hold literals.
 */
function keysOf(spec: Fields): ReadonlySet<string> | undefined {
  const template = fieldsOf(fieldsOf(spec.target).template);
  const templateKeys = Object.keys(fieldsOf(template.data));
  const templateSources = fieldsListOf(template.templateFrom);
  const hasContent = templateKeys.length > 0 || templateSources.length > 0;
  const keepsProviderKeys = !hasContent || template.mergePolicy === 'Merge';

  const givesUnknownKeys = templateSources.some(
    source =>
      oneOf(source.target, ['Data', 'Annotations', 'Labels']) === 'Data',
  );
  const readsUnknownKeys =
    keepsProviderKeys && fieldsListOf(spec.dataFrom).length > 0;
  if (givesUnknownKeys || readsUnknownKeys) {
    return undefined;
  }

  const providerKeys = keepsProviderKeys
    ? fieldsListOf(spec.data).map(entry => textOf(entry.secretKey) ?? '')
    : [];
  return new Set([...templateKeys, ...providerKeys]);
}

/** The first of them, sorted, and how many more there are. */
function someKeys(
  keys: ReadonlySet<string> | undefined,
): Pick<ExternalSecretSpecRecord, 'keys' | 'keysLeftOut'> {
  if (!keys) {
    return {};
  }
  let room = MOST_KEY_TEXT;
  const sorted = [...keys].sort().slice(0, MOST_KEYS);
  const some = sorted
    .map(key => nameOf(key) ?? '')
    .filter(key => {
      room -= key.length;
      return room >= 0;
    });
  return {
    keys: some,
    ...(keys.size > some.length
      ? { keysLeftOut: keys.size - some.length }
      : {}),
  };
}

/**
 * The source whose keys arrive unchanged, and no others: the only entry is an
 * `extract` of all its keys, from the store of the whole, without a rewrite and
 * without content of a template.
 */
function wholeSourceOf(spec: Fields): string | undefined {
  const template = fieldsOf(fieldsOf(spec.target).template);
  const hasContent =
    Object.keys(fieldsOf(template.data)).length > 0 ||
    fieldsListOf(template.templateFrom).length > 0;
  const [entry, ...more] = fieldsListOf(spec.dataFrom);
  if (!entry || more.length > 0 || hasContent) {
    return undefined;
  }
  const { key, property, version, metadataPolicy } = fieldsOf(entry.extract);
  const isPlain =
    Object.keys(entry).join() === 'extract' &&
    !property &&
    !version &&
    (metadataPolicy ?? 'None') === 'None' &&
    fieldsListOf(spec.data).length === 0;
  return isPlain ? nameOf(key) : undefined;
}

function sourceOf(entry: Fields, reference: unknown): SourceReference[] {
  const { storeRef } = fieldsOf(entry.sourceRef);
  const { metadataPolicy, ...fields } = fieldsOf(reference);
  const key = nameOf(fields.key);
  const property = nameOf(fields.property);
  const store = storeReferenceOf(storeRef);
  return key === undefined
    ? []
    : [
        {
          key,
          ...(property ? { property } : {}),
          ...(store.name ? { store } : {}),
          ...(metadataPolicy === 'Fetch' ? { isMetadata: true } : {}),
        },
      ];
}

function sourcesOf(
  spec: Fields,
): Pick<ExternalSecretSpecRecord, 'sources' | 'hasMoreSources'> {
  const sources = [
    ...fieldsListOf(spec.data).flatMap(entry =>
      sourceOf(entry, entry.remoteRef),
    ),
    ...fieldsListOf(spec.dataFrom).flatMap(entry =>
      sourceOf(entry, entry.extract),
    ),
  ];
  return {
    sources: sources.slice(0, MOST_SOURCES),
    ...(sources.length > MOST_SOURCES ? { hasMoreSources: true } : {}),
  };
}

/**
 * The allow-listed part of an ExternalSecret's spec, which a
 * ClusterExternalSecret carries as `externalSecretSpec`. Defaults are those of
 * ESO's CRD, so that an object that was never stored reads the same.
 *
 * @throws InputError when a duration cannot be read; `where` names the object
 * @public
 */
export function externalSecretSpecOf(
  spec: Fields,
  where: string,
): ExternalSecretSpecRecord {
  const target = fieldsOf(spec.target);
  const targetName = nameOf(target.name);
  const targetKind = targetKindOf(target);
  const wholeSource = wholeSourceOf(spec);
  const syncWindows = syncWindowsOf(spec);
  const interval = textOf(spec.refreshInterval) ?? DEFAULT_REFRESH_INTERVAL;
  let refreshIntervalMs: number;
  try {
    // ESO treats a negative interval as 0: never again after the first time.
    refreshIntervalMs = Math.max(0, parseGoDuration(interval));
  } catch (error) {
    throw new InputError(`${where}: refreshInterval`, error);
  }
  return {
    stores: storesOf(spec),
    ...(targetName ? { targetName } : {}),
    targetType:
      targetKind ?? nameOf(fieldsOf(target.template).type) ?? 'Opaque',
    ...(targetKind ? { targetKind } : {}),
    ...someKeys(keysOf(spec)),
    ...(wholeSource ? { wholeSource } : {}),
    ...generatorsOf(spec),
    ...sourcesOf(spec),
    creationPolicy: oneOf(target.creationPolicy, [
      'Owner',
      'Orphan',
      'Merge',
      'None',
      'CreateOrMerge',
    ]),
    deletionPolicy: oneOf(target.deletionPolicy, ['Retain', 'Delete', 'Merge']),
    ...(target.immutable === true ? { isImmutable: true } : {}),
    refreshPolicy: oneOf(spec.refreshPolicy, [
      'Periodic',
      'CreatedOnce',
      'OnChange',
    ]),
    refreshIntervalMs,
    ...(syncWindows ? { syncWindows } : {}),
  };
}
