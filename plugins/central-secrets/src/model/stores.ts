import type { StoreHealth } from '@central-secrets/backstage-plugin-central-secrets-common';
import type { Translate } from './translate';

/** How much depends on a store: "2 distributions, 212 copies · 37 fail". */
export function dependentsText(
  dependents: StoreHealth['dependents'],
  t: Translate,
): string {
  if (dependents === null) {
    return t('platform.uncounted');
  }
  const { distributions, deliveries, failing } = dependents;
  if (distributions === 0) {
    return t('stores.unread');
  }
  const read = [
    t('platform.summary', { count: distributions }),
    t('stores.deliveries', { count: deliveries }),
  ].join(', ');
  return failing > 0
    ? `${read} · ${t('stores.failing', { count: failing })}`
    : read;
}
