import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type {
  DeliveriesResponse,
  DeliveriesSignal,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { DELIVERIES_CHANNEL } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useEffect, useMemo, useRef } from 'react';
import { centralSecretsApiRef } from '../api';
import { forgets } from '../model/errors';
import type { AskedChange } from '../model/asked';
import { isAwaited } from '../model/asked';
import type { PollClock } from './pollClock';
import { browserClock } from './pollClock';
import type { Polled } from './Poller';
import { Poller } from './Poller';
import { usePoller } from './usePoller';

/** While something is on its way, an answer should not be older than a glance. */
const MOVING_INTERVAL_MS = 2_000;
/** Otherwise; the backend answers from memory, so that this costs it little. */
const RESTING_INTERVAL_MS = 15_000;

/** Whether something is going to change any moment. */
function isMoving(
  state: Polled<DeliveriesResponse>,
  asked: readonly AskedChange[],
): boolean {
  if (state.status !== 'ready') {
    return false;
  }
  const { data } = state;
  return (
    data.deliveries.some(delivery => delivery.state === 'pending') ||
    asked.some(change => isAwaited(change, data))
  );
}

/**
 * Which secrets does the entity get? Asks again at once when the backend
 * signals news or something more was asked for; and by itself, for where no
 * signals arrive: every 2 s while something is on its way, else every 15 s.
 *
 * @param asked - What was asked for on this page.
 */
export function useDeliveries(
  entityRef: string,
  asked: readonly AskedChange[],
  clock: PollClock = browserClock,
): { state: Polled<DeliveriesResponse>; refresh: () => void } {
  const api = useApi(centralSecretsApiRef);
  const newestAsked = useRef(asked);
  newestAsked.current = asked;

  const poller = useMemo(
    () =>
      new Poller<DeliveriesResponse>({
        ask: signal => api.getDeliveries(entityRef, { signal }),
        intervalMs: state =>
          isMoving(state, newestAsked.current)
            ? MOVING_INTERVAL_MS
            : RESTING_INTERVAL_MS,
        forgets,
        clock,
      }),
    [api, entityRef, clock],
  );

  const state = usePoller(poller);

  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    const subscription = signals?.subscribe<DeliveriesSignal>(
      DELIVERIES_CHANNEL,
      signal => {
        if (signal.entityRef === entityRef) {
          poller.hint();
        }
      },
    );
    return () => subscription?.unsubscribe();
  }, [signals, poller, entityRef]);

  useEffect(() => {
    if (asked.length > 0) {
      poller.refresh();
    }
  }, [poller, asked]);

  return { state, refresh: poller.refresh };
}
