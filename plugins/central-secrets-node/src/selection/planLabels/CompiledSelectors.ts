import {
  Message,
  RefusalCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  onceFor,
  LabelSelector,
  LabelSelectorRequirement,
} from '../../records';
import {
  requirementProblem,
  requirementsOf,
  selectorsProblem,
} from '../selectors';
import { ReadLabel, Value } from './labelValues';
import { StepBudget } from './StepBudget';

/** All that one selector asks of one label, whatever the number of its requirements, judged in one step. */
export class LabelCondition {
  /** The values that every In allows; undefined: no In. */
  #allowed: ReadonlySet<string> | undefined;
  #denied: Set<string> | undefined;
  #mustExist = false;
  #mustBeAbsent = false;

  add({ operator, values = [] }: LabelSelectorRequirement): void {
    const before = this.#allowed;
    switch (operator) {
      case 'In':
        this.#allowed = new Set(
          before ? values.filter(value => before.has(value)) : values,
        );
        break;
      case 'NotIn':
        this.#denied ??= new Set();
        for (const value of values) {
          this.#denied.add(value);
        }
        break;
      case 'DoesNotExist':
        this.#mustBeAbsent = true;
        break;
      default:
        this.#mustExist = true;
    }
  }

  holds(value: Value): boolean {
    if (value === undefined) {
      return !this.#mustExist && !this.#allowed;
    }
    return (
      !this.#mustBeAbsent &&
      !this.#denied?.has(value) &&
      (!this.#allowed || this.#allowed.has(value))
    );
  }

  /** The values that it treats otherwise than a value that it does not name. */
  *namedValues(): Iterable<string> {
    if (!this.#allowed) {
      yield* this.#denied ?? [];
      return;
    }
    for (const value of this.#allowed) {
      if (!this.#denied?.has(value)) {
        yield value;
      }
    }
  }

  /** Whether it treats an absent label otherwise than a value that it does not name. */
  get tellsAbsence(): boolean {
    return !this.#allowed && this.#mustExist !== this.#mustBeAbsent;
  }
}

/** A selector by label key. Without an entry it matches everything. */
export type CompiledSelector = ReadonlyMap<string, LabelCondition>;

/** The selectors of one distribution, validated once. */
export interface CompiledSelectors {
  /** Why the operator gives up on the distribution; undefined: all are valid. */
  readonly problem: Message<RefusalCode> | undefined;
  /** In their order. An invalid requirement asks for its label (see `askingSelector`). */
  readonly selectors: readonly CompiledSelector[];
  /** The conditions of all selectors, by the label that they look at. */
  readonly conditions: ReadonlyMap<string, readonly LabelCondition[]>;
}

function compileSelector(selector: LabelSelector): CompiledSelector {
  const conditions = new Map<string, LabelCondition>();
  for (const requirement of requirementsOf(selector)) {
    const condition = conditions.get(requirement.key) ?? new LabelCondition();
    conditions.set(requirement.key, condition);
    condition.add(
      requirementProblem(requirement) === undefined
        ? requirement
        : { key: requirement.key, operator: 'Exists' },
    );
  }
  return conditions;
}

function groupByKey(
  selectors: readonly CompiledSelector[],
): Map<string, LabelCondition[]> {
  const groups = new Map<string, LabelCondition[]>();
  for (const selector of selectors) {
    for (const [key, condition] of selector) {
      const group = groups.get(key);
      if (group) {
        group.push(condition);
      } else {
        groups.set(key, [condition]);
      }
    }
  }
  return groups;
}

/** Time and memory follow the size of the selectors. */
export const compileSelectors: (
  selectors: readonly LabelSelector[],
) => CompiledSelectors = onceFor(selectors => {
  const each = selectors.map(compileSelector);
  return {
    problem: selectorsProblem(selectors),
    selectors: each,
    conditions: groupByKey(each),
  };
});

/** Whether labels satisfy everything that a selector asks. */
export function holdsAll(
  selector: CompiledSelector,
  read: ReadLabel,
  budget: StepBudget,
): boolean {
  for (const [key, condition] of selector) {
    budget.spend(1);
    if (!condition.holds(read(key))) {
      return false;
    }
  }
  return true;
}

/** The first selector that the labels satisfy. */
export function firstMatch(
  { selectors }: CompiledSelectors,
  read: ReadLabel,
  budget: StepBudget,
): CompiledSelector | undefined {
  return selectors.find(selector => {
    budget.spend(1);
    return holdsAll(selector, read, budget);
  });
}
