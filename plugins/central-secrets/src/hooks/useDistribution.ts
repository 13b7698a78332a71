import { useApi } from '@backstage/core-plugin-api';
import type { DistributionResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback, useMemo } from 'react';
import { centralSecretsApiRef } from '../api';
import { DISTRIBUTION_NEWS } from './distributionNews';
import type { PollClock } from './pollClock';
import type { Polled } from './Poller';
import { useAnswer } from './useAnswer';

/** Namespaces that are shown at a time. */
const NAMESPACES = 50;

/** Which namespaces of a distribution are asked for. */
interface NamespacesQuery {
  readonly state?: string;
  /** The namespace after which they begin. */
  readonly after?: string;
}

/**
 * One distribution, and some of its namespaces; asked again when it may have
 * changed, and at once when other namespaces are asked for. Until those are
 * known, the last answer stays, and `areAsked` says that its namespaces are not
 * those.
 */
export function useDistribution(
  of: { readonly cluster: string; readonly name: string } & NamespacesQuery,
  clock: PollClock,
): {
  state: Polled<DistributionResponse>;
  areAsked: boolean;
  refresh: () => void;
} {
  const api = useApi(centralSecretsApiRef);
  const { cluster, name, state, after } = of;
  const query = useMemo(() => ({ state, after }), [state, after]);
  const ask = useCallback(
    (asked: NamespacesQuery, signal: AbortSignal) =>
      api.getDistribution(
        cluster,
        name,
        { state: asked.state, cursor: asked.after, limit: NAMESPACES },
        { signal },
      ),
    [api, cluster, name],
  );
  const answer = useAnswer({ ask, query, clock, ...DISTRIBUTION_NEWS });
  return {
    state: answer.state,
    areAsked: answer.isCurrent,
    refresh: answer.refresh,
  };
}
