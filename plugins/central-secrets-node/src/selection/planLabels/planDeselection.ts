import {
  message,
  Message,
  RefusalCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { LabelSelector } from '../../records';
import {
  CompiledSelector,
  CompiledSelectors,
  compileSelectors,
  firstMatch,
  holdsAll,
} from './CompiledSelectors';
import { distinctValues, ENDING_WORDS } from './distinctValues';
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

/** How long a change is looked for; a step judges one label of one selector. */
const SEARCH_STEPS = 100_000;

interface Found {
  readonly values: ChangedValues;
  readonly effects: SideEffects;
}

/** Finds the smallest sets of labels after which no selector matches. */
class DeselectionSearch {
  readonly #compiled: CompiledSelectors;
  readonly #labels: Labels;
  readonly #counter: SideEffectCounter;
  readonly #budget: StepBudget;
  readonly #choices = new Map<string, readonly Value[]>();
  readonly #changed = new Map<string, Value>();
  /** Whether the last search ended at its depth, so that a deeper one may find more. */
  #isCut = false;
  /** Whether values that only other distributions tell apart are tried too. */
  #looksAtOthers = false;
  best: Found | undefined;

  constructor(
    compiled: CompiledSelectors,
    labels: Labels,
    counter: SideEffectCounter,
    budget: StepBudget,
  ) {
    this.#compiled = compiled;
    this.#labels = labels;
    this.#counter = counter;
    this.#budget = budget;
  }

  /**
   * Deepens by one changed label at a time, until there is a change that
   * requests nothing which is not offered.
   */
  run(options: { looksAtOthers: boolean }): void {
    this.#looksAtOthers = options.looksAtOthers;
    this.#choices.clear();
    const { fewest } = this.#matching();
    for (
      let depth = fewest;
      depth <= this.#compiled.conditions.size;
      depth += 1
    ) {
      this.#isCut = false;
      if (this.#search(depth)) {
        return;
      }
      const { best } = this;
      if (best && best.values.size <= depth && best.effects.notOffered === 0) {
        return;
      }
      if (!this.#isCut || this.#budget.isExhausted) {
        return;
      }
    }
  }

  /** Whether there is nothing better to be found. */
  #search(depth: number): boolean {
    const { first, fewest } = this.#matching();
    if (!first) {
      return this.#keep();
    }
    if (fewest > depth) {
      // A deeper search does not help where nothing is left to be changed.
      if (fewest < Infinity) {
        this.#isCut = true;
      }
      return false;
    }
    for (const [key, condition] of first) {
      if (!this.#isOpen(key)) {
        continue;
      }
      for (const value of this.#choicesOf(key)) {
        if (this.#budget.isExhausted) {
          return false;
        }
        this.#budget.spend(1);
        if (condition.holds(value)) {
          continue;
        }
        this.#changed.set(key, value);
        const isDone = this.#search(depth - 1);
        this.#changed.delete(key);
        if (isDone) {
          return true;
        }
      }
    }
    return false;
  }

  #isOpen(key: string): boolean {
    return key !== NAME_LABEL && !this.#changed.has(key);
  }

  /**
   * The first selector that still matches, and how many labels have to change
   * at least: selectors without a label in common are broken one by one.
   */
  #matching(): { first: CompiledSelector | undefined; fewest: number } {
    const read = readerOf(this.#labels, this.#changed);
    const counted = new Set<string>();
    let first: CompiledSelector | undefined;
    let fewest = 0;
    for (const selector of this.#compiled.selectors) {
      this.#budget.spend(1);
      if (!holdsAll(selector, read, this.#budget)) {
        continue;
      }
      this.#budget.spend(selector.size);
      first ??= selector;
      const open = [...selector.keys()].filter(key => this.#isOpen(key));
      if (open.length === 0) {
        return { first, fewest: Infinity };
      }
      if (open.some(key => counted.has(key))) {
        continue;
      }
      open.forEach(key => counted.add(key));
      fewest += 1;
    }
    return { first, fewest };
  }

  #keep(): boolean {
    const read = readerOf(this.#labels, this.#changed);
    const effects = this.#counter.count(read, this.#budget);
    if (!this.best || isBetter(effects, this.best.effects)) {
      this.best = { values: new Map(this.#changed), effects };
    }
    return !hasSideEffects(this.best.effects);
  }

  #choicesOf(key: string): readonly Value[] {
    const known = this.#choices.get(key);
    if (known) {
      return known;
    }
    const own = this.#compiled.conditions.get(key) ?? [];
    const choices = distinctValues(
      this.#looksAtOthers ? [...own, ...this.#counter.conditionsOn(key)] : own,
      ENDING_WORDS,
    );
    this.#choices.set(key, choices);
    return choices;
  }
}

function whyImpossible({
  selectors,
  conditions,
}: CompiledSelectors): Message<RefusalCode> {
  if (selectors.some(selector => selector.size === 0)) {
    return message('selects-every-namespace');
  }
  return message(
    conditions.has(NAME_LABEL) ? 'selects-by-name.this' : 'selection-permanent',
  );
}

/**
 * The smallest change of a namespace's labels (fewest keys) after which they no
 * longer ask for a distribution with these selectors, be it selected or kept
 * waiting by an invalid selector; an empty change when they do not. Among `others`, those that are not offered are avoided first;
 * among changes of as few labels, those are preferred that bring and end the
 * fewest others, and labels are removed rather than set to something else.
 * Never touches `kubernetes.io/metadata.name`.
 *
 * @remarks
 * Selectors are ORed, so every one that matches has to be broken, and breaking
 * one (by removing a label) may make another match (DoesNotExist, NotIn). The
 * search deepens by one changed label at a time. It is complete up to its limit
 * of steps: in any solution, the first selector that still matches is broken by
 * one of its own labels, to one of the values that selectors can tell apart.
 *
 * @public
 */
export function planDeselection(
  selectors: readonly LabelSelector[],
  labels: Labels,
  { others = [], budget = new StepBudget(SEARCH_STEPS) }: SearchOptions = {},
): LabelPlan {
  const compiled = compileSelectors(selectors);
  const read = readerOf(labels);
  if (!firstMatch(compiled, read, new StepBudget(Infinity))) {
    return { change: { add: {}, remove: [] } };
  }
  const isHopeless = compiled.selectors.some(
    selector =>
      [...selector.keys()].every(key => key === NAME_LABEL) &&
      holdsAll(selector, read, new StepBudget(Infinity)),
  );
  if (isHopeless) {
    return { impossible: whyImpossible(compiled) };
  }

  const counter = new SideEffectCounter(others, labels);
  const search = new DeselectionSearch(compiled, labels, counter, budget);
  search.run({ looksAtOthers: false });
  if (search.best && hasSideEffects(search.best.effects)) {
    search.run({ looksAtOthers: true });
  }
  const { best } = search;
  if (best) {
    const { values, effects } = best;
    const mayBeBetter = budget.isExhausted && hasSideEffects(effects);
    return {
      change: changeOf(values),
      ...(mayBeBetter ? { tooComplex: true as const } : {}),
    };
  }
  return budget.isExhausted
    ? { impossible: message('selectors-too-complex'), tooComplex: true }
    : { impossible: whyImpossible(compiled) };
}
