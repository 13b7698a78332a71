import {
  LabelSelector,
  LabelSelectorRequirement,
  isSelected,
  requirementMatches,
  requirementsOf,
  selectorProblem,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { RuleInput } from './RuleInput';
import { Writer } from './Writer';
import { NAME_LABEL } from './input';

function canHold(
  key: string,
  requirements: readonly LabelSelectorRequirement[],
): boolean {
  const named = requirements.flatMap(requirement => requirement.values ?? []);
  // Longer than every named value, so equal to none.
  const other = 'x'.repeat(
    Math.max(0, ...named.map(value => value.length)) + 1,
  );
  const holds = (labels: Record<string, string>) =>
    requirements.every(requirement => requirementMatches(requirement, labels));
  // Every namespace has a name.
  if (key !== NAME_LABEL && holds({})) {
    return true;
  }
  return [...named, other].some(value => holds({ [key]: value }));
}

/**
 * Whether a namespace can carry labels that satisfy all of these selectors at
 * once. A conjunction of requirements falls apart by label, so each label is
 * decided for itself.
 */
export function canAllMatch(selectors: readonly LabelSelector[]): boolean {
  if (selectors.some(selector => selectorProblem(selector))) {
    return false;
  }
  const byKey = new Map<string, LabelSelectorRequirement[]>();
  for (const requirement of selectors.flatMap(requirementsOf)) {
    const about = byKey.get(requirement.key);
    if (about) {
      about.push(requirement);
    } else {
      byKey.set(requirement.key, [requirement]);
    }
  }
  for (const [key, requirements] of byKey) {
    if (!canHold(key, requirements)) {
      return false;
    }
  }
  return true;
}

/** Whether a writer makes its Secret in a namespace of which only these labels are known. */
function reaches(writer: Writer, labels: Readonly<Record<string, string>>) {
  return isSelected(
    { selectors: writer.selectors.map(({ selector }) => selector) },
    { labels },
  );
}

/**
 * Whether both can write into one namespace. Two distributions: whether labels
 * could ask for both. With an ExternalSecret its namespace is known, and what
 * counts is whether that one is selected as it stands. Where it is not known,
 * or whether both are for one cluster, they are not said to meet.
 */
export function canMeet(
  first: Writer,
  second: Writer,
  input: RuleInput,
): boolean {
  if (input.origins.together?.(first.manifest, second.manifest) === 'unknown') {
    return false;
  }
  const declared = [first, second].find(writer => !writer.isDistribution);
  if (declared) {
    const name = declared.namespace;
    if (name === undefined) {
      return false;
    }
    const labels = input.namespaces.get(name) ?? { [NAME_LABEL]: name };
    return reaches(first, labels) && reaches(second, labels);
  }
  return first.selectors.some(one =>
    second.selectors.some(other => canAllMatch([one.selector, other.selector])),
  );
}
