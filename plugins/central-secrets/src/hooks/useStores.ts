import { useApi } from '@backstage/core-plugin-api';
import type { StoresResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback, useMemo } from 'react';
import { centralSecretsApiRef } from '../api';
import { DISTRIBUTION_NEWS } from './distributionNews';
import type { PollClock } from './pollClock';
import { useAnswer } from './useAnswer';

/** Stores that are shown; those that are not ready come first. */
const MOST_STORES = 50;

/** The ClusterSecretStores of one cluster, or of all. */
export function useStores(cluster: string | undefined, clock: PollClock) {
  const api = useApi(centralSecretsApiRef);
  const query = useMemo(() => ({ cluster }), [cluster]);
  const ask = useCallback(
    (
      asked: { readonly cluster?: string },
      signal: AbortSignal,
    ): Promise<StoresResponse> =>
      api.getStores({ cluster: asked.cluster, limit: MOST_STORES }, { signal }),
    [api],
  );
  return useAnswer({ ask, query, clock, ...DISTRIBUTION_NEWS });
}
