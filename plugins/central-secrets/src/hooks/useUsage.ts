import { useApi } from '@backstage/core-plugin-api';
import type { UsageResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback } from 'react';
import { centralSecretsApiRef } from '../api';
import type { PollClock } from './pollClock';
import type { Polled } from './Poller';
import { useAnswer } from './useAnswer';

/**
 * Loads the consumers of the entity's secrets. It asks when there is something
 * to ask about, and whenever `refresh` is called: it costs the cluster
 * something, so it does not ask again automatically.
 */
export function useUsage(
  entityRef: string,
  hasSecrets: boolean,
  clock: PollClock,
): { usage: Polled<UsageResponse>; refresh: () => void } {
  const api = useApi(centralSecretsApiRef);
  const ask = useCallback(
    (_: undefined, signal: AbortSignal) =>
      api.getUsage(entityRef, {}, { signal }),
    [api, entityRef],
  );
  const { state, refresh } = useAnswer({
    ask,
    query: undefined,
    isWanted: hasSecrets,
    isAskedOnReturn: false,
    clock,
  });
  return { usage: state, refresh };
}
