import { LabelChange } from './delivery';
import {
  DistributionRecord,
  LabelSelector,
  LabelSelectorRequirement,
} from './records';
import {
  isSelected,
  requirementMatches,
  requirementsOf,
  selectorMatches,
  selectorsProblem,
} from './selectors';

type Labels = Readonly<Record<string, string>>;

/** A change, or why no change of labels could do it. @public */
export type LabelPlan =
  | { readonly change: LabelChange; readonly impossible?: undefined }
  | { readonly impossible: string; readonly change?: undefined };

/** Kubernetes itself keeps this label equal to the namespace's name. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** What a new label says where its selector does not ask for a certain value. */
const PLAIN_VALUES = ['true', 'yes', 'on', 'enabled'];

/** How many steps the search for a deselection may take before it gives up. */
const SEARCH_STEPS = 50_000;

/** A label's value after the change; undefined: the label is not there. */
type Value = string | undefined;

function applyValues(
  labels: Labels,
  values: ReadonlyMap<string, Value>,
): Record<string, string> {
  const result: Record<string, string> = { ...labels };
  for (const [key, value] of values) {
    if (value === undefined) delete result[key];
    else result[key] = value;
  }
  return result;
}

function changeOf(values: ReadonlyMap<string, Value>): LabelChange {
  const add: Record<string, string> = {};
  const remove: string[] = [];
  for (const [key, value] of values) {
    if (value === undefined) remove.push(key);
    else add[key] = value;
  }
  return { add, remove: remove.sort() };
}

/** Labels after a change. @public */
export function applyLabelChange(
  labels: Labels,
  change: LabelChange,
): Record<string, string> {
  return applyValues(
    labels,
    new Map<string, Value>([
      ...change.remove.map((key): [string, Value] => [key, undefined]),
      ...Object.entries(change.add),
    ]),
  );
}

/** A value that none of these names. */
function unnamedValue(named: readonly string[]): string {
  let number = 0;
  const fresh = () => `value-${number}`;
  const plain = PLAIN_VALUES.find(value => !named.includes(value));
  if (plain) return plain;
  while (named.includes(fresh())) number += 1;
  return fresh();
}

/** Every value of a label that selectors can tell apart, the plainest first. */
function tellingValues(
  requirements: readonly LabelSelectorRequirement[],
): Value[] {
  const named = requirements.flatMap(requirement => requirement.values ?? []);
  const plain = named.filter(value => PLAIN_VALUES.includes(value));
  return [undefined, ...plain, ...named, unnamedValue(named)];
}

/**
 * The fewest labels that make one valid selector match. A selector is a
 * conjunction, so each label can be decided for itself.
 */
function planOneSelection(selector: LabelSelector, labels: Labels) {
  const values = new Map<string, Value>();
  const requirements = requirementsOf(selector);
  for (const key of new Set(requirements.map(requirement => requirement.key))) {
    const about = requirements.filter(requirement => requirement.key === key);
    const holds = (candidate: Labels) =>
      about.every(requirement => requirementMatches(requirement, candidate));
    if (holds(labels)) continue;
    if (key === NAME_LABEL) {
      return {
        impossible:
          'it selects namespaces by their name, which no label changes',
      };
    }
    const candidates = tellingValues(about).filter(value =>
      holds(value === undefined ? {} : { [key]: value }),
    );
    if (candidates.length === 0) {
      return {
        impossible: `what it asks of the label ${key} contradicts itself`,
      };
    }
    values.set(key, candidates[0]);
  }
  return { values };
}

/**
 * The smallest change of a namespace's labels (fewest keys) that makes a
 * distribution with these selectors select it; an empty change when it already
 * does. Never touches `kubernetes.io/metadata.name`.
 *
 * @public
 */
export function planSelection(
  selectors: readonly LabelSelector[],
  labels: Labels,
): LabelPlan {
  const problem = selectorsProblem(selectors);
  if (problem) {
    return { impossible: `the distribution selects nothing: ${problem}` };
  }
  const reasons: string[] = [];
  let best: ReadonlyMap<string, Value> | undefined;
  for (const selector of selectors) {
    const plan = planOneSelection(selector, labels);
    if (plan.impossible) reasons.push(plan.impossible);
    else if (plan.values && (!best || plan.values.size < best.size)) {
      best = plan.values;
    }
  }
  if (best) return { change: changeOf(best) };
  return {
    impossible: [
      ...new Set(
        reasons.length > 0 ? reasons : ['the distribution has no selector'],
      ),
    ].join('; '),
  };
}

/**
 * The smallest change of a namespace's labels (fewest keys) after which a
 * distribution with these selectors no longer selects it. Labels are taken
 * away rather than set to something else. Never touches
 * `kubernetes.io/metadata.name`.
 *
 * @remarks
 * Selectors are ORed, so every one that matches has to be broken, and breaking
 * one (by taking a label away) may make another match (DoesNotExist, NotIn).
 * The search deepens by one changed label at a time. It is complete: in any
 * solution, the first selector that still matches is broken by one of its own
 * labels, to one of the values that selectors can tell apart.
 *
 * @public
 */
export function planDeselection(
  selectors: readonly LabelSelector[],
  labels: Labels,
): LabelPlan {
  const requirements = selectors.flatMap(requirementsOf);
  const keys = [...new Set(requirements.map(({ key }) => key))].filter(
    key => key !== NAME_LABEL,
  );
  const valuesByKey = new Map(
    keys.map(key => [
      key,
      tellingValues(requirements.filter(entry => entry.key === key)),
    ]),
  );
  let steps = 0;

  function search(
    values: ReadonlyMap<string, Value>,
    depth: number,
  ): ReadonlyMap<string, Value> | undefined {
    const current = applyValues(labels, values);
    if (!isSelected({ selectors }, { labels: current })) return values;
    if (depth === 0) return undefined;
    const matching = selectors.find(selector =>
      selectorMatches(selector, current),
    );
    for (const { key } of matching ? requirementsOf(matching) : []) {
      if (values.has(key)) continue;
      for (const value of valuesByKey.get(key) ?? []) {
        if (value === current[key]) continue;
        steps += 1;
        if (steps > SEARCH_STEPS) return undefined;
        const found = search(new Map([...values, [key, value]]), depth - 1);
        if (found) return found;
      }
    }
    return undefined;
  }

  for (
    let depth = 0;
    depth <= keys.length && steps <= SEARCH_STEPS;
    depth += 1
  ) {
    const values = search(new Map(), depth);
    if (values) return { change: changeOf(values) };
  }
  if (selectors.some(selector => requirementsOf(selector).length === 0)) {
    return { impossible: 'it selects every namespace' };
  }
  if (keys.length < new Set(requirements.map(({ key }) => key)).size) {
    return {
      impossible:
        'it selects this namespace by its name, which no label changes',
    };
  }
  return { impossible: 'no change of labels ends the selection' };
}

/**
 * The labels that a namespace without any would need: the distribution's
 * request labels. Empty when labels cannot ask for it.
 *
 * @public
 */
export function requestLabels(
  distribution: Pick<DistributionRecord, 'selectors'>,
): Record<string, string> {
  return { ...planSelection(distribution.selectors, {}).change?.add };
}
