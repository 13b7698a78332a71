import { useApi } from '@backstage/core-plugin-api';
import type { ClustersResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback } from 'react';
import { centralSecretsApiRef } from '../api';
import type { PollClock } from './pollClock';
import { useAnswer } from './useAnswer';

/** The backend asks a cluster for its operator about as often. */
const INTERVAL_MS = 5 * 60_000;

/** All clusters, with what only those see who may see the whole platform. */
export function useClusters(clock: PollClock) {
  const api = useApi(centralSecretsApiRef);
  const ask = useCallback(
    (_: undefined, signal: AbortSignal): Promise<ClustersResponse> =>
      api.getClusters({ signal }),
    [api],
  );
  return useAnswer({
    ask,
    query: undefined,
    intervalMs: () => INTERVAL_MS,
    clock,
  });
}
