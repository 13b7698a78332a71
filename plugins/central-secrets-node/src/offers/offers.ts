import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_ALLOWED_OWNERS,
  ANNOTATION_SELF_SERVICE,
  message,
  Message,
  RefusalCode,
  someNames,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { canonicalOwnerRefs } from '../bindings';
import { findUnknownAnnotations, DistributionRecord } from '../records';

/** Whether owners may ask for a distribution themselves, and if not, why. @public */
export type Offer =
  | { readonly offered: true }
  | { readonly offered: false; readonly reason: Message<RefusalCode> };

/**
 * The owners to whom a distribution offers itself by its annotations.
 *
 * @public
 */
export type OfferTerms =
  | { readonly to: 'everyone' }
  | { readonly to: 'owners'; readonly owners: ReadonlySet<string> }
  | { readonly to: 'none'; readonly reason: Message<RefusalCode> };

/** The maximum number of owners that a message names. */
const OWNERS_TOLD = 10;
/**
 * The maximum length of an entry in a message, enough to recognize it.
 * Characters.
 */
const ENTRY_TOLD = 60;

/** The kind and the namespace of an entity ref. */
const WORD = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/i;
/** Separators, quotes, brackets and wildcards; no catalog has them in a name. */
const NOT_IN_A_NAME = /[\s:/,;|"'`()[\]{}<>*?!]/;

function annotationOf(
  annotations: DistributionRecord['annotations'],
  key: string,
): string | undefined {
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}

/** The entries of a list of owners. @public */
export function ownerEntries(list: string): string[] {
  return list
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
}

/**
 * Whether an entry names an owner, in full or by a short name such as `trading`.
 *
 * @public
 */
export function isOwnerEntry(entry: string): boolean {
  try {
    const { kind, namespace, name } = parseEntityRef(entry, {
      defaultKind: 'group',
      defaultNamespace: DEFAULT_NAMESPACE,
    });
    return WORD.test(kind) && WORD.test(namespace) && !NOT_IN_A_NAME.test(name);
  } catch {
    return false;
  }
}

/** A piece of an annotation's value, fit to be shown. @public */
export function toldEntry(entry: string): string {
  const shown = entry.slice(0, ENTRY_TOLD).replace(/[^\x20-\x7e]/g, '?');
  return `"${shown}${entry.length > ENTRY_TOLD ? '…' : ''}"`;
}

/**
 * Reads a distribution's offer. A mistake in an annotation may hide a
 * restriction, so a distribution with one is not offered until it is corrected.
 *
 * @public
 */
export function readOffer(
  annotations: DistributionRecord['annotations'],
): OfferTerms {
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
  const list = annotationOf(annotations, ANNOTATION_ALLOWED_OWNERS);
  if (list === undefined) {
    return { to: 'everyone' };
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
  return { to: 'owners', owners: canonicalOwnerRefs(entries) };
}

/** Whether one offer reaches everyone whom the other reaches. @public */
export function coversOffer(wider: OfferTerms, narrower: OfferTerms): boolean {
  if (narrower.to === 'none' || wider.to === 'everyone') {
    return true;
  }
  if (wider.to === 'none' || narrower.to === 'everyone') {
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
  if (terms.to === 'everyone') {
    return { offered: true };
  }
  const owners = canonicalOwnerRefs(ownerRefs);
  if ([...terms.owners].some(owner => owners.has(owner))) {
    return { offered: true };
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
