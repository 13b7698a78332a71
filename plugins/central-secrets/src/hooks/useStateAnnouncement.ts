import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  Delivery,
  DeliveryState,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { useEffect, useRef, useState } from 'react';
import { sentence } from '../model/sentence';
import { centralSecretsTranslationRef } from '../translation';

/** What has changed since the last answer, in a sentence for those who do not see it move. */
export function useStateAnnouncement(
  deliveries: readonly Delivery[] | undefined,
): string {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const known = useRef<ReadonlyMap<string, DeliveryState>>();
  const [announcement, setAnnouncement] = useState('');

  useEffect(() => {
    if (!deliveries) {
      return;
    }
    const before = known.current;
    known.current = new Map(deliveries.map(({ id, state }) => [id, state]));
    const changed = deliveries.filter(
      ({ id, state }) => before && before.get(id) !== state,
    );
    if (changed.length > 0) {
      setAnnouncement(
        changed
          .map(
            ({ secret, state, summary }) =>
              `${secret.name}: ${t(`state.${state}`)}. ${sentence(summary)}`,
          )
          .join(' '),
      );
    }
  }, [deliveries, t]);

  return announcement;
}
