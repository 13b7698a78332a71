import { useApi } from '@backstage/core-plugin-api';
import { DELIVERIES_CHANNEL } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback } from 'react';
import { centralSecretsApiRef } from '../api';
import type { PollClock } from './pollClock';
import { useAnswer } from './useAnswer';

/** A push is not signaled to the viewers of an entity. */
const INTERVAL_MS = 30_000;

/** The chains that an entity's namespaces write or read. */
export function useEntityChains(
  entityRef: string,
  isBound: boolean,
  clock: PollClock,
) {
  const api = useApi(centralSecretsApiRef);
  const ask = useCallback(
    (_: undefined, signal: AbortSignal) =>
      api.getEntityChains(entityRef, { signal }),
    [api, entityRef],
  );
  return useAnswer({
    ask,
    query: undefined,
    isWanted: isBound,
    intervalMs: () => INTERVAL_MS,
    news: {
      channel: DELIVERIES_CHANNEL,
      concerns: signal => signal.entityRef === entityRef,
    },
    clock,
  });
}
