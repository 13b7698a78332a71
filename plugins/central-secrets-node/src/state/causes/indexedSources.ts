import {
  findSource,
  HUB_INDEX_CURRENT_MS,
  HubIndex,
  HubSourceRecord,
  SourceReference,
  StoreRecord,
} from '../../records';
import { editDistance } from '../../text';
import { DeliveryContext, EVENT_TOLERANCE_MS } from '../context';
import { isPast, knownTime } from '../moments';
import { STAGE_READ, STAGE_WRITE } from '../operatorTexts';
import { SourceFault } from '../sourceFault';

/**
 * The index's program renews the head every minute. An index that is older than
 * this may have missed the last changes: it proves nothing. Milliseconds.
 */
const LIVE_MS = 3 * 60_000;

/** What the hub index says of all sources of a delivery. */
export interface JudgedSources {
  readonly fault?: SourceFault;
  /** The attempt that failed found each source with each key. */
  readonly haveAll: boolean;
}

/** Whether a store reads the indexed namespace, as far as its fields say. */
function readsHub(
  store: StoreRecord | undefined,
  { head }: HubIndex,
): store is StoreRecord {
  return (
    store?.kind === 'ClusterSecretStore' &&
    store.provider === 'kubernetes' &&
    store.remoteNamespace === head.hubNamespace
  );
}

/**
 * A key by its name alone; anything else the provider `kubernetes` may take for
 * a path into a value (providers/v1/kubernetes/client.go).
 */
const PLAIN_KEY = /^[A-Za-z0-9_-]+$/;

/** Whether a source has the key that is read; undefined: the index does not say. */
function hasKey(
  { keys, keysLeftOut }: HubSourceRecord,
  { property, isMetadata }: SourceReference,
): boolean | undefined {
  if (isMetadata) {
    return undefined;
  }
  if (property === undefined || keys.includes(property)) {
    return true;
  }
  return keysLeftOut === undefined && PLAIN_KEY.test(property)
    ? false
    : undefined;
}

function mostSimilarFirst(keys: readonly string[], to: string): string[] {
  const distance = (key: string) =>
    editDistance(key.toLowerCase(), to.toLowerCase(), 3);
  return [...keys].sort((one, other) => distance(one) - distance(other));
}

/** The faults of one source, or that it had everything at a time; undefined: not known. */
type Judgment =
  | { readonly fault: SourceFault }
  | { readonly unchangedSince: number }
  | undefined;

/**
 * Judges the sources of a distribution's copy by the hub index; undefined: it
 * says nothing about them.
 *
 * Not those of a team's own ExternalSecret: the answer would tell the team which
 * sources and keys the hub has, also where its store may not read them.
 */
export function judgeSources({
  input,
  failure,
  spec,
  stores,
}: DeliveryContext): JudgedSources | undefined {
  const { hubIndex: index, clusterNow, distribution } = input;
  const said = failure?.condition.message ?? '';
  if (!index || !failure || !distribution || said.startsWith(STAGE_WRITE)) {
    return undefined;
  }
  const observedAt = knownTime(index.head.observedAt, clusterNow);
  if (
    observedAt === undefined ||
    isPast(input, observedAt + HUB_INDEX_CURRENT_MS)
  ) {
    return undefined;
  }
  const failedSince = knownTime(failure.condition.changedAt, clusterNow);
  const attemptedAt = failure.event?.lastAt ?? failedSince;
  const isLive = !isPast(input, observedAt + LIVE_MS);
  const isReadKnown =
    said.startsWith(STAGE_READ) &&
    failedSince !== undefined &&
    failedSince <= observedAt;

  const judge = (reference: SourceReference): Judgment => {
    const { kind, name } = reference.store ?? stores[0] ?? {};
    const store = stores.find(
      each => each.kind === kind && each.name === name,
    )?.record;
    const found = readsHub(store, index)
      ? findSource(index, reference.key)
      : 'unknown';
    // A longer name than Kubernetes has is cut, and is not found for that.
    if (!store || found === 'unknown' || reference.key.endsWith('…')) {
      return undefined;
    }
    const about = {
      hubNamespace: index.head.hubNamespace,
      source: reference.key,
      observedAt,
    };
    const mayProve = isLive && isReadKnown && !store.hasOwnServer;
    if (found === 'missing') {
      const cause = 'source-missing';
      return { fault: { cause, ...about, isProven: mayProve } };
    }
    const { changedAt, keys } = found;
    const { property = '' } = reference;
    const has = hasKey(found, reference);
    if (has === false) {
      return {
        fault: {
          cause: 'property-missing',
          ...about,
          property,
          keys: mostSimilarFirst(keys, property),
          // One that changed since may have had the key, or not have existed.
          isProven:
            mayProve && attemptedAt !== undefined && changedAt <= attemptedAt,
        },
      };
    }
    return has && !store.hasOwnServer
      ? { unchangedSince: changedAt }
      : undefined;
  };

  const judgments = spec.sources.map(judge);
  const faults = judgments.flatMap(judged =>
    judged && 'fault' in judged ? [judged.fault] : [],
  );
  const text = failure.event?.message ?? said;
  const fault =
    faults.find(({ source }) => text.includes(`"${source}"`)) ?? faults[0];
  const haveAll =
    !spec.hasMoreSources &&
    judgments.length > 0 &&
    judgments.every(
      judged =>
        judged !== undefined &&
        'unchangedSince' in judged &&
        attemptedAt !== undefined &&
        isLive &&
        judged.unchangedSince < attemptedAt - EVENT_TOLERANCE_MS,
    );
  return { fault, haveAll };
}
