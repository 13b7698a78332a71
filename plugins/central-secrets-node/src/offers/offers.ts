import {
  ANNOTATION_ALLOWED_OWNERS,
  ANNOTATION_SELF_SERVICE,
  message,
  Message,
  RefusalCode,
  someNames,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { canonicalOwnerRefs } from '../bindings';
import {
  DistributionRecord,
  findUnknownAnnotations,
  onceFor,
} from '../records';
import { annotationOf } from './annotationOf';
import { isOwnerEntry, ownerEntries, toldEntry } from './ownerEntries';
import {
  fulfilsTerms,
  isTermsProblem,
  readRequestTerms,
  RequestTerms,
} from './requestTerms';

/** Whether owners may ask for a distribution themselves, and if not, why. @public */
export type Offer =
  | { readonly offered: true; readonly requires: RequestTerms }
  | { readonly offered: false; readonly reason: Message<RefusalCode> };

/**
 * The owners to whom a distribution offers itself by its annotations, and on
 * which terms.
 *
 * @public
 */
export type OfferTerms =
  | { readonly to: 'everyone'; readonly requires: RequestTerms }
  | {
      readonly to: 'owners';
      readonly owners: ReadonlySet<string>;
      readonly requires: RequestTerms;
    }
  | { readonly to: 'none'; readonly reason: Message<RefusalCode> };

/** The maximum number of owners that a message names. */
const OWNERS_TOLD = 10;
/**
 * Reads a distribution's offer. A mistake in an annotation may hide a
 * restriction, so a distribution with one is not offered until it is corrected.
 * Each answer asks for the offers of many distributions, several times.
 *
 * @public
 */
export const readOffer: (
  annotations: DistributionRecord['annotations'],
) => OfferTerms = onceFor(readTerms);

function readTerms(annotations: DistributionRecord['annotations']): OfferTerms {
  const none = (reason: Message<RefusalCode>): OfferTerms => ({
    to: 'none',
    reason,
  });
  const [unknown] = findUnknownAnnotations(Object.keys(annotations));
  if (unknown) {
    const { meant } = unknown;
    const annotation = toldEntry(unknown.key);
    return none(
      meant
        ? message('annotation-misspelled', { annotation, meant })
        : message('annotation-unknown', { annotation }),
    );
  }
  if (annotationOf(annotations, ANNOTATION_SELF_SERVICE) !== 'true') {
    return none(message('not-self-service'));
  }
  const requires = readRequestTerms(annotations);
  if (isTermsProblem(requires)) {
    return none(requires.reason);
  }
  const list = annotationOf(annotations, ANNOTATION_ALLOWED_OWNERS);
  if (list === undefined) {
    return { to: 'everyone', requires };
  }
  const entries = ownerEntries(list);
  if (entries.length === 0) {
    return none(message('owners-empty'));
  }
  const wrong = entries.find(entry => !isOwnerEntry(entry));
  if (wrong !== undefined) {
    return none(
      message('owners-invalid', {
        annotation: ANNOTATION_ALLOWED_OWNERS,
        entry: toldEntry(wrong),
      }),
    );
  }
  return { to: 'owners', owners: canonicalOwnerRefs(entries), requires };
}

/**
 * Whether one offer reaches everyone whom the other reaches, and demands no
 * more of them.
 *
 * @public
 */
export function coversOffer(wider: OfferTerms, narrower: OfferTerms): boolean {
  if (narrower.to === 'none') {
    return true;
  }
  if (wider.to === 'none' || !fulfilsTerms(narrower.requires, wider.requires)) {
    return false;
  }
  if (wider.to === 'everyone') {
    return true;
  }
  if (narrower.to === 'everyone') {
    return false;
  }
  return [...narrower.owners].every(owner => wider.owners.has(owner));
}

/**
 * Whether a distribution offers itself to the owners of an entity: it says
 * `central-secrets/self-service: "true"`, and names one of them under
 * `central-secrets/allowed-owners`, or has no such list. An empty list offers
 * it to no owner, and so does a mistake in an annotation under
 * `central-secrets/`.
 *
 * @param ownerRefs - entity refs of the entity's owners
 * @public
 */
export function isOfferedTo(
  distribution: Pick<DistributionRecord, 'annotations' | 'deletedAt'>,
  ownerRefs: readonly string[],
): Offer {
  const { annotations, deletedAt } = distribution;
  if (deletedAt !== undefined) {
    return { offered: false, reason: message('distribution-deleting') };
  }
  const terms = readOffer(annotations);
  if (terms.to === 'none') {
    return { offered: false, reason: terms.reason };
  }
  const { requires } = terms;
  if (terms.to === 'everyone') {
    return { offered: true, requires };
  }
  const owners = canonicalOwnerRefs(ownerRefs);
  if ([...terms.owners].some(owner => owners.has(owner))) {
    return { offered: true, requires };
  }
  const entries = ownerEntries(annotations[ANNOTATION_ALLOWED_OWNERS]);
  const { names, ...more } = someNames(
    entries.slice(0, OWNERS_TOLD),
    entries.length,
  );
  return {
    offered: false,
    reason: message('other-owners', { owners: names, ...more }),
  };
}
