import { useApi } from '@backstage/core-plugin-api';
import type {
  DistributionSort,
  DistributionsResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback, useMemo } from 'react';
import { centralSecretsApiRef } from '../api';
import { statusOf } from '../model/errors';
import { DISTRIBUTION_NEWS } from './distributionNews';
import type { PollClock } from './pollClock';
import { useAnswer } from './useAnswer';

/** Distributions that are shown at a time. */
const DISTRIBUTIONS_PER_PAGE = 50;

/** Which distributions are asked for. */
export interface DistributionsQuery {
  readonly cluster?: string;
  readonly search?: string;
  /** Only those that read this ClusterSecretStore. */
  readonly store?: string;
  readonly sort: DistributionSort;
  /** The cursor of the page before; undefined: the first page. */
  readonly after?: string;
}

/** One page of distributions, chosen and sorted by the backend. */
export function useDistributions(of: DistributionsQuery, clock: PollClock) {
  const api = useApi(centralSecretsApiRef);
  const { cluster, search, store, sort, after } = of;
  const query = useMemo(
    () => ({ cluster, search, store, sort, after }),
    [cluster, search, store, sort, after],
  );
  const ask = useCallback(
    async (
      asked: DistributionsQuery,
      signal: AbortSignal,
    ): Promise<DistributionsResponse> => {
      const page = {
        search: asked.search,
        store: asked.store,
        sort: asked.sort,
      };
      const limit = DISTRIBUTIONS_PER_PAGE;
      try {
        return await api.getDistributions(
          { ...page, cluster: asked.cluster, cursor: asked.after, limit },
          { signal },
        );
      } catch (error) {
        // An old link may name a cluster that is no longer configured.
        if (asked.cluster && statusOf(error as Error) === 404) {
          return api.getDistributions({ ...page, limit }, { signal });
        }
        throw error;
      }
    },
    [api],
  );
  return useAnswer({ ask, query, clock, ...DISTRIBUTION_NEWS });
}
