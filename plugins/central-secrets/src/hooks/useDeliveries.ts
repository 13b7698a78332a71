import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type {
  DeliveriesResponse,
  DeliveriesSignal,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { DELIVERIES_CHANNEL } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useEffect, useMemo, useRef } from 'react';
import { centralSecretsApiRef } from '../api';
import { forgets, statusOf } from '../model/errors';
import type { AskedChange } from '../model/asked';
import { isAwaited } from '../model/asked';
import { shareUnchanged } from '../model/shareUnchanged';
import { Eagerness } from './Eagerness';
import type { PollClock } from './pollClock';
import { browserClock } from './pollClock';
import type { Polled } from './Poller';
import { Poller } from './Poller';
import { usePoller } from './usePoller';

/**
 * The ids of deliveries and requested changes that may change at any moment.
 */
function movingIn(
  state: Polled<DeliveriesResponse>,
  asked: readonly AskedChange[],
): string[] {
  if (state.status !== 'ready') {
    return [];
  }
  const { data, refreshError } = state;
  // The backend limits how often a user reads: asking on would keep it so.
  if (refreshError && statusOf(refreshError) === 429) {
    return [];
  }
  return [
    ...data.deliveries
      .filter(delivery => delivery.state === 'pending')
      .map(({ id }) => id),
    ...asked
      .filter(change => isAwaited(change, data))
      .map(({ at }) => `asked at ${at}`),
  ];
}

/**
 * Which secrets does the entity get, and how many could it ask for (see
 * `useAvailable`)? Asks again at once when the backend
 * signals news or something more was asked for; and without that, for where no
 * signals arrive, as soon as `Eagerness` says.
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

  const poller = useMemo(() => {
    const eagerness = new Eagerness();
    let last: DeliveriesResponse | undefined;
    return new Poller<DeliveriesResponse>({
      ask: async signal => {
        const answer = await api.getDeliveries(entityRef, {
          signal,
          available: 'counted',
        });
        last = shareUnchanged(last, answer);
        return last;
      },
      intervalMs: state =>
        eagerness.intervalMs(movingIn(state, newestAsked.current), clock.now()),
      forgets,
      clock,
    });
  }, [api, entityRef, clock]);

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
