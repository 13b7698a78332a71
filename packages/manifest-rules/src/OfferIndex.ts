import {
  Labels,
  coversOffer,
  OfferTerms,
  readOffer,
  textMapOf,
  fieldsOf,
  findLabelEffects,
  onceFor,
  LabelSelector,
  requirementsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Writer } from './Writer';
import { labelEntry } from './input';

/** How many distributions a change of labels is compared with; the backend compares with all. */
const COMPARED = 100;

/** A distribution with the facts that decide a request for it. @public */
export interface Offered {
  readonly writer: Writer;
  readonly selectors: readonly LabelSelector[];
  readonly terms: OfferTerms;
  /**
   * For each selector, the label entries of each requirement that names values.
   */
  readonly pins: readonly (readonly (readonly string[])[])[];
}

/**
 * Reads what decides a request for a distribution, once: an index of all is made
 * again whenever one of them changes.
 *
 * @public
 */
export const toOffered: (writer: Writer) => Offered = onceFor(writer => {
  const { annotations } = fieldsOf(writer.manifest.object.metadata);
  const selectors = writer.selectors.map(({ selector }) => selector);
  return {
    writer,
    selectors,
    terms: readOffer(textMapOf(annotations)),
    pins: selectors.map(entriesOf),
  };
});

function entriesOf(selector: LabelSelector): string[][] {
  return requirementsOf(selector)
    .filter(({ operator, values }) => operator === 'In' && values?.length)
    .map(({ key, values = [] }) => values.map(value => labelEntry(key, value)));
}

/** Distributions with the same offer are passed over together. */
function keyOf(terms: OfferTerms): string {
  return JSON.stringify([
    terms.to,
    terms.to === 'owners' ? [...terms.owners].sort() : [],
    terms.to === 'none' ? {} : terms.requires,
  ]);
}

/**
 * Finds the distributions that labels may bring, by a label and value that each
 * of their selectors names, so that ten thousand distributions are not compared
 * each with each.
 *
 * @public
 */
export class OfferIndex {
  /** By label entry or key, then by offer. */
  readonly #index = new Map<string, Map<string, Offered[]>>();

  /** @param writers - every distribution that there is; others are passed over */
  constructor(writers: readonly Writer[]) {
    const all = writers
      .filter(({ isDistribution }) => isDistribution)
      .map(toOffered);
    const uses = new Map<string, number>();
    for (const { pins } of all) {
      for (const entry of pins.flat(2)) {
        uses.set(entry, (uses.get(entry) ?? 0) + 1);
      }
    }
    const weight = (entries: readonly string[]) =>
      entries.reduce((sum, entry) => sum + uses.get(entry)!, 0);
    for (const offered of all) {
      for (const [number, selector] of offered.selectors.entries()) {
        const pins = offered.pins[number];
        const rarest = pins.length
          ? pins.reduce((a, b) => (weight(b) < weight(a) ? b : a))
          : requirementsOf(selector).map(({ key }) => key);
        new Set(rarest).forEach(name => this.#add(name, offered));
      }
    }
  }

  #add(name: string, offered: Offered): void {
    const byOffer = this.#index.get(name) ?? new Map<string, Offered[]>();
    this.#index.set(name, byOffer);
    const key = keyOf(offered.terms);
    const same = byOffer.get(key);
    if (same) {
      same.push(offered);
    } else {
      byOffer.set(key, [offered]);
    }
  }

  /**
   * The first distribution that arrives by a change, and is not offered to
   * every owner that `wanted` is offered to, on terms that it fulfils.
   */
  findUnoffered(
    wanted: Offered,
    before: Labels,
    after: Labels,
  ): Offered | undefined {
    const changed = new Set([...Object.keys(before), ...Object.keys(after)]);
    const names = [
      ...Object.entries(after).map(([key, value]) => labelEntry(key, value)),
      ...changed,
    ];
    let compared = 0;
    for (const name of names) {
      for (const group of this.#index.get(name)?.values() ?? []) {
        if (coversOffer(group[0].terms, wanted.terms)) {
          continue;
        }
        for (const other of group) {
          compared += 1;
          if (compared > COMPARED) {
            return undefined;
          }
          if (findLabelEffects([other], before, after).requested.length > 0) {
            return other;
          }
        }
      }
    }
    return undefined;
  }
}
