import { onceFor } from './onceFor';
import { ExternalSecretSpecRecord, StoreRecord } from './records';

/**
 * The hub index: what may be told of the source Secrets of a hub without their
 * values. `central-secrets hub-index` writes it into ConfigMaps, and Backstage
 * reads it, because RBAC cannot grant the names of Secrets without the values.
 */

/** The namespace that holds the index and nothing else. @public */
export const HUB_INDEX_NAMESPACE = 'central-secrets-index';

/** The label of each ConfigMap of the index; its value is `"true"`. @public */
export const HUB_INDEX_LABEL = 'central-secrets/hub-index';

/** On a page: how many sources had no room in it. @public */
export const ANNOTATION_LEFT_OUT = 'central-secrets/left-out';

/**
 * On a page: the version of the hub's Secrets that its writer knew. Only
 * writers use it. @public
 */
export const ANNOTATION_SECRETS_VERSION = 'central-secrets/secrets-version';

/** On a source Secret: when its credential expires, as a date or a time. @public */
export const ANNOTATION_EXPIRES_AT = 'central-secrets/expires-at';
/** On a source Secret: how often it should be replaced, such as `90d`. @public */
export const ANNOTATION_ROTATE_EVERY = 'central-secrets/rotate-every';
/** On a source Secret: the page that says how to replace it. @public */
export const ANNOTATION_RUNBOOK = 'central-secrets/runbook';

/** One source Secret of the hub. Times in milliseconds since the epoch. @public */
export interface HubSourceRecord {
  readonly name: string;
  /** The Secret's resource version when it was described. */
  readonly version: string;
  readonly type: string;
  /** In alphabetical order. */
  readonly keys: readonly string[];
  /** How many more keys there are than `keys` has; absent: none. */
  readonly keysLeftOut?: number;
  /** The data has not changed since then. */
  readonly changedAt: number;
  /**
   * When the cluster recorded the last write that may have changed the data,
   * and did not; absent: `changedAt`. Only writers use it.
   */
  readonly dataTime?: number;
  /** When the certificate of a TLS Secret ends. */
  readonly certificateEndsAt?: number;
  readonly expiresAt?: number;
  readonly rotateEveryMs?: number;
  /** As the hub's owners wrote it: an entity ref, a group, a mail address. */
  readonly owner?: string;
  /** An http or https address without credentials. */
  readonly runbook?: string;
}

/**
 * One page of the index. A source is always in the page that its name decides,
 * so each page is right by itself, whatever the age of the others.
 *
 * @public
 */
export interface HubIndexPage {
  /** The ConfigMap's name. */
  readonly name: string;
  readonly sources: readonly HubSourceRecord[];
  /** How many sources had no room. */
  readonly leftOut: number;
  /** How many entries cannot be read; someone else wrote them. */
  readonly unreadable: number;
}

/** What the index is about, and until when it was right. @public */
export interface HubIndexHead {
  readonly hubNamespace: string;
  /** Every page shows each source as it was at this time, or later. */
  readonly observedAt: number;
}

/** The index as far as it is known: its head, and its pages in any order. @public */
export interface HubIndex {
  readonly head: HubIndexHead;
  readonly pages: readonly HubIndexPage[];
}

const sourcesOf = onceFor(
  ({ sources }: HubIndexPage) =>
    new Map(sources.map(source => [source.name, source])),
);

/**
 * Finds a source by its name.
 *
 * @returns `unknown` where the index does not prove either: the source is in no
 * page, but a page leaves some out
 * @public
 */
export function findSource(
  { pages }: HubIndex,
  name: string,
): HubSourceRecord | 'missing' | 'unknown' {
  for (const page of pages) {
    const source = sourcesOf(page).get(name);
    if (source) {
      return source;
    }
  }
  const isComplete = pages.every(
    ({ leftOut, unreadable }) => leftOut === 0 && unreadable === 0,
  );
  return isComplete ? 'missing' : 'unknown';
}

/**
 * An index that is not renewed for this time tells nothing of now. Milliseconds.
 *
 * @public
 */
export const HUB_INDEX_CURRENT_MS = 10 * 60_000;

/**
 * Whether an index tells of now: its program renews the head every minute.
 *
 * @param now - milliseconds, by the cluster's clock
 * @public
 */
export function isIndexCurrent({ head }: HubIndex, now: number): boolean {
  return Math.abs(now - head.observedAt) <= HUB_INDEX_CURRENT_MS;
}

/**
 * Adds the keys that only the source decides, where the index has it: those of
 * a Secret that takes one whole source of the hub.
 *
 * @param store - the store that the spec names
 * @public
 */
export function withIndexedKeys(
  spec: ExternalSecretSpecRecord,
  store: StoreRecord | undefined,
  index: HubIndex,
): ExternalSecretSpecRecord {
  const readsHub =
    store?.kind === 'ClusterSecretStore' &&
    store.remoteNamespace === index.head.hubNamespace;
  if (spec.keys || spec.wholeSource === undefined || !readsHub) {
    return spec;
  }
  const source = findSource(index, spec.wholeSource);
  if (typeof source === 'string') {
    return spec;
  }
  const { keys, keysLeftOut } = source;
  return {
    ...spec,
    keys,
    ...(keysLeftOut === undefined ? {} : { keysLeftOut }),
  };
}
