import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { DISTRIBUTIONS_CHANNEL } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useEffect, useMemo, useRef } from 'react';
import { forgets } from '../model/errors';
import type { PollClock } from './pollClock';
import type { Polled } from './Poller';
import { Poller } from './Poller';
import { usePoller } from './usePoller';

/** Where no signals arrive. The backend answers from memory. */
const UNSIGNALED_INTERVAL_MS = 10_000;
/**
 * Where signals are installed. The backend signals only to users who asked
 * within the last minute, and a signal may be lost.
 */
const SIGNALED_INTERVAL_MS = 30_000;

/**
 * Asks about distributions: by each new query at once, again when the backend
 * signals that one of them changed, and now and then. Until the answer to the
 * newest query has come, the last one stays, and `isCurrent` is false.
 *
 * @param ask - stays the same function
 * @param query - stays the same object as long as it asks the same
 */
export function usePolledQuery<Query, Answer extends object>(
  ask: (query: Query, signal: AbortSignal) => Promise<Answer>,
  query: Query,
  clock: PollClock,
): {
  state: Polled<Answer & { readonly query: Query }>;
  isCurrent: boolean;
  refresh: () => void;
} {
  const signals = useApiHolder().get(signalApiRef);
  const newest = useRef(query);
  newest.current = query;

  const hasSignals = signals !== undefined;
  const poller = useMemo(
    () =>
      new Poller<Answer & { readonly query: Query }>({
        ask: async signal => {
          const asked = newest.current;
          return { ...(await ask(asked, signal)), query: asked };
        },
        intervalMs: () =>
          hasSignals ? SIGNALED_INTERVAL_MS : UNSIGNALED_INTERVAL_MS,
        forgets,
        clock,
      }),
    [ask, clock, hasSignals],
  );
  const state = usePoller(poller);

  useEffect(() => {
    const subscription = signals?.subscribe(DISTRIBUTIONS_CHANNEL, poller.hint);
    return () => subscription?.unsubscribe();
  }, [signals, poller]);

  const asked = useRef(query);
  useEffect(() => {
    if (asked.current !== query) {
      asked.current = query;
      poller.refresh();
    }
  }, [query, poller]);

  return {
    state,
    isCurrent: state.status === 'ready' && state.data.query === query,
    refresh: poller.refresh,
  };
}
