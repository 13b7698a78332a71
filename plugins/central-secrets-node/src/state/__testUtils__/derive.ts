import {
  Change,
  childOf,
  clusterSecretStore,
  distribution,
  namespace,
  RawObject,
  gatherInput,
} from '../../testUtils';
import { inEnglish } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import { DeliveryInput, DerivedDelivery } from '../delivery';
import { deriveDelivery } from '../deriveDelivery';
import { WarningCode } from '@central-secrets/backstage-plugin-central-secrets-common';

/** Half a minute after everything that is built came to be. */
export const NOW = '2026-11-23T05:00:30Z';

/** A distribution, a namespace that asks for it, one that does not, and the store. */
export const oauth = distribution('oauth');
export const asking = namespace('app', {
  metadata: { labels: { 'secrets/oauth': 'true' } },
});
export const silent = namespace('app');
export const store = clusterSecretStore();

/** The condition's message of nearly every failure: it does not say why. */
export const GET_FAILED = 'could not get secret data from provider';

/** What is said of a delivery, in English. */
export type Said = ReturnType<typeof inEnglish<DerivedDelivery>>;

/** Derives the delivery that the objects are about (see `gatherInput`). */
export function derive(
  objects: readonly RawObject[],
  change: Partial<DeliveryInput> = {},
  now: string = NOW,
): Said {
  return inEnglish(
    deriveDelivery({ ...gatherInput(objects, { now }), ...change }),
  );
}

/** Derives the distribution's copy in a namespace that asks for it. */
export function deriveChild(change: Change, ...more: RawObject[]): Said {
  return derive([asking, oauth, childOf(oauth, 'app', change), store, ...more]);
}

export function codesOf({
  warnings,
}: Pick<DerivedDelivery, 'warnings'> | Said): WarningCode[] {
  return warnings.map(({ code }) => code);
}
