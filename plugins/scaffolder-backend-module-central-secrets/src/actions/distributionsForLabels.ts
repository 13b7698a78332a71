import { InputError } from '@backstage/errors';
import { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';

/** How many of the labels that exist an error lists. */
const KNOWN_LABELS_TOLD = 20;

type Labels = Readonly<Record<string, string>>;

/**
 * The distributions that `labels` ask for: those all of whose request labels
 * are among them.
 *
 * @param deliveries - what the entity gets and could get, where it is meant
 * @throws InputError naming each label that belongs to no such distribution
 */
export function distributionsForLabels(
  labels: Labels,
  deliveries: readonly Delivery[],
): string[] {
  const askable = deliveries.flatMap(({ distribution, requestLabels }) =>
    distribution !== null && Object.keys(requestLabels).length > 0
      ? [{ distribution, pairs: pairsOf(requestLabels) }]
      : [],
  );
  const wanted = new Set(pairsOf(labels));
  const chosen = askable.filter(({ pairs }) =>
    pairs.every(pair => wanted.has(pair)),
  );

  const used = new Set(chosen.flatMap(({ pairs }) => pairs));
  const unused = [...wanted].filter(pair => !used.has(pair));
  if (unused.length > 0) {
    throw new InputError(
      `labels: no distribution is asked for by ${unused.join(' or ')}. ${tell(
        askable.map(({ pairs }) => pairs.join(' and ')),
      )}`,
    );
  }
  return [...new Set(chosen.map(({ distribution }) => distribution))];
}

function pairsOf(labels: Labels): string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}

function tell(askable: readonly string[]): string {
  const known = [...new Set(askable)].sort();
  if (known.length === 0) {
    return 'No distribution can be asked for by labels here';
  }
  const more = known.length > KNOWN_LABELS_TOLD ? ', …' : '';
  return `The labels that ask for one here are: ${known
    .slice(0, KNOWN_LABELS_TOLD)
    .join(', ')}${more}`;
}
