import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useEffect, useRef, useState } from 'react';
import { messageText } from '../model/messageText';
import { stateText } from '../model/words';
import { centralSecretsTranslationRef } from '../translation';

/**
 * Returns the change since the last answer as a sentence, for users who do not
 * see the page change.
 */
export function useStateAnnouncement(
  deliveries: readonly Delivery[] | undefined,
): string {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const known = useRef<ReadonlyMap<string, Delivery['state']>>();
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
              `${secret.name}: ${stateText(state, t)}. ${messageText(
                summary,
                t,
              )}`,
          )
          .join(' '),
      );
    }
  }, [deliveries, t]);

  return announcement;
}
