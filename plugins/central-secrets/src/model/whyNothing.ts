import type { DeliveriesResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { messageText } from './messageText';
import type { Translate } from './translate';

/** Why nothing can be requested here: the reader may not, no label can be changed, or each one says it. */
export function whyNothing(
  {
    requests: { allowed, mode, reason },
    clusters,
  }: Pick<DeliveriesResponse, 'requests' | 'clusters'>,
  t: Translate,
): string {
  if (!allowed) {
    return t('available.notAllowed', {
      reason: reason ? messageText(reason, t) : '',
    });
  }
  if (
    mode === 'cluster' &&
    clusters.length > 0 &&
    clusters.every(({ writable }) => !writable)
  ) {
    const names = clusters.map(({ name, title }) => title ?? name);
    return t('available.readOnly', { clusters: names.join(', ') });
  }
  return t('available.nothing');
}
