import { useApi } from '@backstage/core-plugin-api';
import type { InternalDistributionsResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback, useMemo } from 'react';
import { centralSecretsApiRef } from '../api';
import { DISTRIBUTION_NEWS } from './distributionNews';
import type { PollClock } from './pollClock';
import { useAnswer } from './useAnswer';

/** The chains of a page; those that need attention come first. */
const MOST_CHAINS = 50;

interface ChainsQuery {
  readonly cluster?: string;
  /** The cursor of the page. */
  readonly after?: string;
}

/** A page of the chains of internal distribution of one cluster, or of all. */
export function useChains({ cluster, after }: ChainsQuery, clock: PollClock) {
  const api = useApi(centralSecretsApiRef);
  const query = useMemo(() => ({ cluster, after }), [cluster, after]);
  const ask = useCallback(
    (
      asked: ChainsQuery,
      signal: AbortSignal,
    ): Promise<InternalDistributionsResponse> =>
      api.getInternalDistributions(
        { cluster: asked.cluster, cursor: asked.after, limit: MOST_CHAINS },
        { signal },
      ),
    [api],
  );
  return useAnswer({ ask, query, clock, ...DISTRIBUTION_NEWS });
}
