import { useApi } from '@backstage/core-plugin-api';
import type {
  DeliveryState,
  DistributionResponse,
  DistributionsResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback, useMemo } from 'react';
import type { CentralSecretsApi } from '../api';
import { centralSecretsApiRef } from '../api';
import { forgets } from '../model/errors';
import type { PollClock } from './pollClock';
import type { Polled } from './Poller';
import { Poller } from './Poller';
import { usePoller } from './usePoller';

/** The backend counts anew every five seconds at most, and answers from memory. */
const INTERVAL_MS = 10_000;
/** As many as the backend gives at once. */
const PAGE = 200;
/** Namespaces that are shown at a time. */
const NAMESPACES = 50;

/** Every distribution of every cluster, page by page as one answer: that of the last page. */
async function allDistributions(
  api: CentralSecretsApi,
  signal: AbortSignal,
): Promise<DistributionsResponse> {
  const distributions: DistributionsResponse['distributions'] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await api.getDistributions(
      { cursor, limit: PAGE },
      { signal },
    );
    distributions.push(...page.distributions);
    if (page.nextCursor === null) {
      return { ...page, distributions };
    }
    cursor = page.nextCursor;
  }
}

/** What is asked again every 10 s. */
function useRegularly<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  clock: PollClock,
): { state: Polled<T>; refresh: () => void } {
  const poller = useMemo(
    () => new Poller<T>({ ask, intervalMs: () => INTERVAL_MS, forgets, clock }),
    [ask, clock],
  );
  return { state: usePoller(poller), refresh: poller.refresh };
}

/** All distributions and how they are; asked again every 10 s. */
export function useDistributions(clock: PollClock) {
  const api = useApi(centralSecretsApiRef);
  const ask = useCallback(
    (signal: AbortSignal) => allDistributions(api, signal),
    [api],
  );
  return useRegularly<DistributionsResponse>(ask, clock);
}

/**
 * One distribution, and some of its namespaces; asked again every 10 s.
 *
 * @param of.after - The namespace after which those begin that are told of.
 */
export function useDistribution(
  of: {
    readonly cluster: string;
    readonly name: string;
    readonly state?: DeliveryState;
    readonly after?: string;
  },
  clock: PollClock,
) {
  const api = useApi(centralSecretsApiRef);
  const { cluster, name, state, after } = of;
  const ask = useCallback(
    (signal: AbortSignal) =>
      api.getDistribution(
        cluster,
        name,
        { state, cursor: after, limit: NAMESPACES },
        { signal },
      ),
    [api, cluster, name, state, after],
  );
  return useRegularly<DistributionResponse>(ask, clock);
}
