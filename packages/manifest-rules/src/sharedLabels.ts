import {
  Labels,
  isLabelAllowed,
  applyLabelChange,
  planDeselection,
  planSelection,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { RuleInput } from './RuleInput';
import { Writer } from './Writer';
import { Offered, OfferIndex, toOffered } from './OfferIndex';

/** How often another change is looked for that avoids what was found so far. */
const TRIES = 5;

/** A request for one distribution that brings another, which is not offered to the same owners. */
export interface SharedLabels {
  readonly writer: Writer;
  readonly other: Writer;
  readonly action: 'add' | 'remove';
  /** The labels that ask for `writer`. */
  readonly labels: Labels;
}

/** Finds a distribution that a request or a removal brings and that is not offered to the same owners. */
function findShared(
  wanted: Offered,
  index: OfferIndex,
  requestLabels: readonly string[],
): SharedLabels | undefined {
  const avoided: Offered[] = [];
  const options = () => ({
    others: avoided.map(({ selectors }) => ({
      selectors,
      isOffered: () => false,
    })),
  });
  let labels: Labels = {};
  let found: Offered | undefined;
  let action: SharedLabels['action'] = 'add';
  for (let tries = 0; tries < TRIES; tries += 1) {
    const added = planSelection(wanted.selectors, {}, options()).change;
    if (!added || Object.keys(added.add).length === 0) {
      return undefined;
    }
    labels = added.add;
    if (Object.keys(labels).some(key => !isLabelAllowed(key, requestLabels))) {
      return undefined;
    }
    action = 'add';
    found = index.findUnoffered(wanted, {}, labels);
    if (!found) {
      const removed = planDeselection(wanted.selectors, labels, options());
      if (!removed.change) {
        return undefined;
      }
      action = 'remove';
      found = index.findUnoffered(
        wanted,
        labels,
        applyLabelChange(labels, removed.change),
      );
    }
    if (!found || avoided.includes(found)) {
      break;
    }
    avoided.push(found);
  }
  return (
    found && { writer: wanted.writer, other: found.writer, action, labels }
  );
}

/** Each distribution whose requests are refused because the labels bring another one as well. */
export function* sharedLabels({
  writers,
  offers = new OfferIndex(writers),
  settings,
}: RuleInput): Iterable<SharedLabels> {
  for (const writer of writers) {
    if (!writer.isDistribution) {
      continue;
    }
    const offered = toOffered(writer);
    if (offered.terms.to === 'none') {
      continue;
    }
    const shared = findShared(offered, offers, settings.requestLabels);
    if (shared) {
      yield shared;
    }
  }
}
