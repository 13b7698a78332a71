import { useApi } from '@backstage/core-plugin-api';
import type { AvailableDistribution } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback, useMemo, useState } from 'react';
import type { CentralSecretsApi } from '../api';
import { centralSecretsApiRef } from '../api';
import type { PollClock } from './pollClock';
import type { Polled } from './Poller';
import { useAnswer } from './useAnswer';

/** The number shown at first, and added each time. */
export const PAGE = 20;
/** The maximum number that the backend returns at once. */
const MOST_AT_ONCE = 200;

/** Some of the distributions that can be requested. */
export interface AvailableList {
  readonly items: readonly AvailableDistribution[];
  /** How many match the search, whether they are shown or not. */
  readonly total: number;
  /** The search text. */
  readonly search?: string;
}

/** The first `wanted` that match. */
async function firstOf(
  api: CentralSecretsApi,
  entityRef: string,
  { search, wanted }: { search?: string; wanted: number },
  signal: AbortSignal,
): Promise<AvailableList> {
  const items: AvailableDistribution[] = [];
  let cursor: string | undefined;
  for (;;) {
    const limit = Math.min(wanted - items.length, MOST_AT_ONCE);
    const page = await api.getAvailable(
      entityRef,
      { search, cursor, limit },
      { signal },
    );
    items.push(...page.available);
    if (page.nextCursor === null || items.length >= wanted) {
      return { items, total: page.total, search };
    }
    cursor = page.nextCursor;
  }
}

/**
 * Loads the distributions that the entity could request. A page at a time,
 * searched by the backend. Asks again when the search text changes, when more
 * is to be shown, and when `count` says that a distribution was added or
 * removed.
 *
 * @param of.count - the number of distributions, by the newest answer about
 * deliveries
 */
export function useAvailable(
  entityRef: string,
  of: { readonly search?: string; readonly count: number },
  clock: PollClock,
): {
  state: Polled<AvailableList>;
  showMore: () => void;
  refresh: () => void;
} {
  const { search, count } = of;
  const api = useApi(centralSecretsApiRef);
  const [wanted, setWanted] = useState(PAGE);
  // The answers about deliveries say when something came or went.
  const query = useMemo(
    () => ({ search, wanted, count }),
    [search, wanted, count],
  );
  const ask = useCallback(
    (asked: { search?: string; wanted: number }, signal: AbortSignal) =>
      firstOf(api, entityRef, asked, signal),
    [api, entityRef],
  );
  const { state, refresh } = useAnswer({ ask, query, clock });

  const showMore = useCallback(() => setWanted(shown => shown + PAGE), []);
  return { state, showMore, refresh };
}
