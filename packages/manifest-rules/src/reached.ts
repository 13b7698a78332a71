import {
  Labels,
  isSelected,
  requirementsOf,
  LabelSelector,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { RuleInput } from './RuleInput';
import { labelEntry } from './input';

/** The given namespaces that could match: those with a label that it asks for, or all. */
function candidates(
  input: RuleInput,
  selector: LabelSelector,
): Iterable<string> {
  const pin = requirementsOf(selector).find(
    ({ operator }) => operator === 'In',
  );
  if (!pin) {
    return input.namespaces.keys();
  }
  return (pin.values ?? []).flatMap(value => [
    ...(input.namespacesByLabel.get(labelEntry(pin.key, value)) ?? []),
  ]);
}

/**
 * The given namespaces that these selectors select, with their labels. Looked
 * for by label, so that ten thousand distributions and as many namespaces do
 * not take a hundred million comparisons.
 */
export function* selectedNamespaces(
  input: RuleInput,
  selectors: readonly LabelSelector[],
): Iterable<[name: string, labels: Labels]> {
  const told = new Set<string>();
  for (const selector of selectors) {
    for (const name of candidates(input, selector)) {
      const labels = input.namespaces.get(name)!;
      if (told.has(name) || !isSelected({ selectors }, { labels })) {
        continue;
      }
      told.add(name);
      yield [name, labels];
    }
  }
}
