import type {
  DeliveriesResponse,
  DeliveryState,
  OpenWord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { lookOf } from './states';
import type { Translate } from './translate';
import { stateText } from './words';

/** The states that an answer leaves deliveries of out, worst first, and of how many. */
function statesOf(
  leftOut: NonNullable<DeliveriesResponse['leftOut']>,
): [OpenWord<DeliveryState>, number][] {
  return Object.entries(leftOut.deliveries).sort(
    ([a], [b]) => lookOf(a).rank - lookOf(b).rank,
  );
}

/** The states of deliveries that are not in the answer. */
export function statesLeftOut({
  leftOut,
}: Pick<DeliveriesResponse, 'leftOut'>): OpenWord<DeliveryState>[] {
  return leftOut ? statesOf(leftOut).map(([state]) => state) : [];
}

/**
 * Names the parts that an answer leaves out, one sentence each; none where it
 * is complete.
 */
export function leftOutTexts(
  { leftOut }: Pick<DeliveriesResponse, 'leftOut'>,
  t: Translate,
): string[] {
  if (!leftOut) {
    return [];
  }
  const states = statesOf(leftOut);
  const deliveries = states.reduce((sum, [, count]) => sum + count, 0);
  return [
    ...(leftOut.namespaces > 0
      ? [t('leftOut.namespaces', { count: leftOut.namespaces })]
      : []),
    ...(deliveries > 0
      ? [
          t('leftOut.deliveries', {
            count: deliveries,
            states: states
              .map(([state, count]) => `${count} ${stateText(state, t)}`)
              .join(' · '),
          }),
        ]
      : []),
    ...(leftOut.available > 0
      ? [t('leftOut.available', { count: leftOut.available })]
      : []),
  ];
}
