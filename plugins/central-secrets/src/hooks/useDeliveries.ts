import { useApi } from '@backstage/core-plugin-api';
import type { DeliveriesResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { DELIVERIES_CHANNEL } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useMemo } from 'react';
import { centralSecretsApiRef } from '../api';
import { statusOf } from '../model/errors';
import type { AskedChange } from '../model/asked';
import { isAwaited } from '../model/asked';
import { shareUnchanged } from '../model/shareUnchanged';
import { Eagerness } from './Eagerness';
import type { PollClock } from './pollClock';
import { browserClock } from './pollClock';
import type { Polled } from './Poller';
import { useAnswer } from './useAnswer';

const NOTHING_ASKED: readonly AskedChange[] = [];

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
  const { ask, eagerness } = useMemo(() => {
    let last: DeliveriesResponse | undefined;
    return {
      eagerness: new Eagerness(),
      ask: async (_: readonly AskedChange[], signal: AbortSignal) => {
        const answer = await api.getDeliveries(entityRef, {
          signal,
          available: 'counted',
        });
        last = shareUnchanged(last, answer);
        return last;
      },
    };
  }, [api, entityRef]);

  const { state, refresh } = useAnswer({
    ask,
    query: asked.length > 0 ? asked : NOTHING_ASKED,
    intervalMs: known =>
      eagerness.intervalMs(movingIn(known, asked), clock.now()),
    news: {
      channel: DELIVERIES_CHANNEL,
      concerns: signal => signal.entityRef === entityRef,
    },
    clock,
  });
  return { state, refresh };
}
