import {
  message,
  Message,
  RefusalCode,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { onceFor, DistributionRecord, LabelSelector } from '../../records';
import {
  CompiledSelector,
  compileSelectors,
  LabelCondition,
} from './CompiledSelectors';
import { distinctValues, SETTING_WORDS } from './distinctValues';
import { Labels } from '../selectors';
import { LabelPlan, SearchOptions } from './LabelPlan';
import {
  ChangedValues,
  changeOf,
  NAME_LABEL,
  readerOf,
  Value,
} from './labelValues';
import {
  hasSideEffects,
  isBetter,
  SideEffectCounter,
  SideEffects,
} from './SideEffectCounter';
import { StepBudget } from './StepBudget';

/** How long a change is looked for that touches no other distribution. */
const SEARCH_STEPS = 20_000;

/**
 * The maximum number of reasons in a message; a distribution may have any
 * number of selectors.
 */
const REASONS_TOLD = 3;

/** The labels that have to change until one selector matches. */
interface Way {
  readonly conditions: ReadonlyMap<string, LabelCondition>;
  readonly values: ChangedValues;
}

/**
 * The fewest labels that make one valid selector match. A selector is a
 * conjunction, so each label can be decided for itself.
 */
function findWay(
  selector: CompiledSelector,
  labels: Labels,
): Way | { readonly impossible: Message<RefusalCode> } {
  const read = readerOf(labels);
  const conditions = new Map<string, LabelCondition>();
  const values = new Map<string, Value>();
  for (const [key, condition] of selector) {
    if (condition.holds(read(key))) {
      continue;
    }
    if (key === NAME_LABEL) {
      return { impossible: message('selects-by-name') };
    }
    const accepted = distinctValues([condition], SETTING_WORDS).filter(value =>
      condition.holds(value),
    );
    if (accepted.length === 0) {
      return {
        impossible: message('selector-contradictory', { label: key }),
      };
    }
    conditions.set(key, condition);
    values.set(key, accepted[0]);
  }
  return { conditions, values };
}

/** The same labels as in `way` with other values: first one label is varied at a time, then all of them. */
function* variationsOf(
  { conditions, values }: Way,
  counter: SideEffectCounter,
): Iterable<ChangedValues> {
  const choices = [...conditions]
    .map(([key, condition]) => ({
      key,
      accepted: distinctValues(
        [condition, ...counter.conditionsOn(key)],
        SETTING_WORDS,
      ).filter(value => condition.holds(value)),
    }))
    .filter(({ accepted }) => accepted.length > 1);
  for (const { key, accepted } of choices) {
    for (const value of accepted) {
      yield new Map([...values, [key, value]]);
    }
  }
  if (choices.length < 2) {
    return;
  }
  const digits = choices.map(() => 0);
  for (let position = 0; position < digits.length; ) {
    yield new Map([
      ...values,
      ...choices.map(({ key, accepted }, index): [string, Value] => [
        key,
        accepted[digits[index]],
      ]),
    ]);
    position = 0;
    while (
      position < digits.length &&
      digits[position] === choices[position].accepted.length - 1
    ) {
      digits[position] = 0;
      position += 1;
    }
    if (position < digits.length) {
      digits[position] += 1;
    }
  }
}

interface Chosen {
  readonly values: ChangedValues;
  readonly effects: SideEffects;
}

function isBetterChange(one: Chosen, other: Chosen): boolean {
  if (isBetter(one.effects, other.effects)) {
    return true;
  }
  if (isBetter(other.effects, one.effects)) {
    return false;
  }
  return one.values.size < other.values.size;
}

/**
 * The change with the fewest side effects, and of those the one with the
 * fewest labels. Every way is tried as it is before any is varied, so that
 * little is lost where the budget ends the search.
 *
 * @param ways - those with the fewest labels first
 */
function chooseWay(
  ways: readonly Way[],
  labels: Labels,
  { others = [], budget = new StepBudget(SEARCH_STEPS) }: SearchOptions,
): LabelPlan {
  if (others.length === 0) {
    return { change: changeOf(ways[0].values) };
  }
  const counter = new SideEffectCounter(others, labels);
  let best: Chosen | undefined;
  const mayImprove = (way: Way) =>
    !best || hasSideEffects(best.effects) || way.values.size < best.values.size;
  /** Whether the budget was enough to try all that may be better. */
  const isTried = (way: Way, changes: Iterable<ChangedValues>): boolean => {
    for (const values of changes) {
      if (!mayImprove(way)) {
        break;
      }
      if (best && budget.isExhausted) {
        return false;
      }
      const effects = counter.count(readerOf(labels, values), budget);
      const change = { values, effects };
      if (!best || isBetterChange(change, best)) {
        best = change;
      }
    }
    return true;
  };
  const isComplete =
    ways.every(way => isTried(way, [way.values])) &&
    ways.every(way => isTried(way, variationsOf(way, counter)));
  const { values, effects } = best!;
  return {
    change: changeOf(values),
    ...(!isComplete && hasSideEffects(effects)
      ? { tooComplex: true as const }
      : {}),
  };
}

/**
 * The smallest change of a namespace's labels (fewest keys) that makes a
 * distribution with these selectors select it; an empty change when it already
 * does. Among `others`, those that are not offered are avoided first, then
 * those that would arrive, then those that would leave, and only then counts
 * the number of labels. Never touches `kubernetes.io/metadata.name`.
 *
 * @public
 */
export function planSelection(
  selectors: readonly LabelSelector[],
  labels: Labels,
  options: SearchOptions = {},
): LabelPlan {
  const compiled = compileSelectors(selectors);
  if (compiled.problem !== undefined) {
    return {
      impossible: message('selects-nothing', { because: compiled.problem }),
    };
  }
  const ways: Way[] = [];
  const reasons = new Map<string, Message<RefusalCode>>();
  for (const selector of compiled.selectors) {
    const way = findWay(selector, labels);
    if ('impossible' in way) {
      reasons.set(renderMessage(way.impossible), way.impossible);
    } else {
      ways.push(way);
    }
  }
  if (ways.length > 0) {
    ways.sort((one, other) => one.values.size - other.values.size);
    return chooseWay(ways, labels, options);
  }
  return { impossible: joinReasons([...reasons.values()]) };
}

function joinReasons(
  all: readonly Message<RefusalCode>[],
): Message<RefusalCode> {
  const [first = message('selector-missing'), ...others] = all;
  const reasons = all.slice(0, REASONS_TOLD);
  const more = all.length - reasons.length;
  return others.length === 0
    ? first
    : message('several-reasons', { reasons, ...(more > 0 ? { more } : {}) });
}

const labelsAskedFor = onceFor(
  (selectors: readonly LabelSelector[]) =>
    planSelection(selectors, {}).change?.add,
);

/**
 * The labels that a namespace without any would need: the distribution's
 * request labels. Empty when labels cannot ask for it.
 *
 * @public
 */
export function requestLabels(
  distribution: Pick<DistributionRecord, 'selectors'>,
): Record<string, string> {
  return { ...labelsAskedFor(distribution.selectors) };
}
