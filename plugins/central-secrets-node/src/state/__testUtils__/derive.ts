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
import { createContext } from '../context';
import { DeliveryInput, DerivedDelivery } from '../delivery';
import { deriveDelivery } from '../deriveDelivery';
import { Check, Finding } from '../finding';
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

/** Asks one check alone, whatever the checks before it say. */
export function ask(
  { find }: Check,
  objects: readonly RawObject[],
): Finding | undefined {
  return find(createContext(gatherInput(objects, { now: NOW })));
}

/** The moments on which the state depends and that have not come yet. */
export function awaitedMoments(
  objects: readonly RawObject[],
  now: string = NOW,
): number[] {
  const moments: number[] = [];
  derive(objects, { onAwaited: moment => moments.push(moment) }, now);
  return moments;
}

/** Each piece of evidence as `Kind name: field = value`. */
export function evidenceOf({
  evidence,
}: Pick<DerivedDelivery, 'evidence'>): string[] {
  return evidence.map(
    ({ kind, name, field, value }) => `${kind} ${name}: ${field} = ${value}`,
  );
}

export function codesOf({
  warnings,
}: Pick<DerivedDelivery, 'warnings'> | Said): WarningCode[] {
  return warnings.map(({ code }) => code);
}
