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

/** Fewer that are not offered count before fewer labels, and these before what else arrives and leaves. */
function isBetterChange(one: Found, other: Found): boolean {
  if (one.effects.notOffered !== other.effects.notOffered) {
    return one.effects.notOffered < other.effects.notOffered;
  }
  if (one.values.size !== other.values.size) {
    return one.values.size < other.values.size;
  }
  return isBetter(one.effects, other.effects);
}

/** Finds the smallest sets of labels after which no selector matches. */
class DeselectionSearch {
  readonly #compiled: CompiledSelectors;
  readonly #labels: Labels;
  readonly #counter: SideEffectCounter;
  readonly #budget: StepBudget;
  readonly #choices = new Map<string, readonly Value[]>();
  readonly #changed = new Map<string, Value>();
  /** How many labels the running search may change. */
  #depth = 0;
  /** Whether it left something untried for that, so that a deeper one may find more. */
  #isCut = false;
  /** Whether values that only other distributions tell apart are tried too. */
  #looksAtOthers = false;
  /** The fewest labels of any change; known with the first change that is found. */
  #fewest: number | undefined;
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
    this.#depth = this.#fewest ?? this.#matching().fewest;
    do {
      this.#isCut = false;
      this.#search(this.#depth);
      const { best } = this;
      if (
        best &&
        best.values.size <= this.#depth &&
        best.effects.notOffered === 0
      ) {
        return;
      }
      this.#depth += 1;
    } while (this.#isCut && !this.#budget.isExhausted);
  }

  /** Whether no change can be better than the best one that was found. */
  get isDone(): boolean {
    const { best } = this;
    return (
      best !== undefined &&
      !hasSideEffects(best.effects) &&
      best.values.size === this.#fewest
    );
  }

  /**
   * Looks for changes of at most `left` more labels.
   *
   * @returns whether the search of this depth has nothing better to find
   */
  #search(left: number): boolean {
    const { first, fewest } = this.#matching();
    if (!first) {
      return this.#keep();
    }
    if (fewest > left) {
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
        const isFound = this.#search(left - 1);
        this.#changed.delete(key);
        if (isFound) {
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
    const found = { values: new Map(this.#changed), effects };
    // Values that only others tell apart do not lower it, nor does a deeper search.
    this.#fewest ??= found.values.size;
    if (!this.best || isBetterChange(found, this.best)) {
      this.best = found;
    }
    // Fewer labels were all tried before.
    return !hasSideEffects(effects);
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
 * waiting by an invalid selector; an empty change when they do not. A change
 * that brings fewer `others` which are not offered is preferred even if it
 * changes more labels; among changes of as few labels, those are preferred that
 * bring and end the fewest others. A label is removed rather than set to
 * something else. Never touches `kubernetes.io/metadata.name`.
 *
 * @remarks
 * Selectors are ORed, so every one that matches has to be broken, and breaking
 * one (by removing a label) may make another match (DoesNotExist, NotIn). The
 * search deepens by one changed label at a time: first with the values that these
 * selectors tell apart, then with those that the others do. It is complete up to
 * its limit of steps, for changes in which every label is needed: in any of
 * them, the first selector that still matches is broken by one of its own
 * labels, to one of the values that selectors can tell apart.
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
  if (search.best && !search.isDone) {
    search.run({ looksAtOthers: true });
  }
  const { best } = search;
  if (best) {
    const mayBeBetter = budget.isExhausted && !search.isDone;
    return {
      change: changeOf(best.values),
      ...(mayBeBetter ? { tooComplex: true as const } : {}),
    };
  }
  return budget.isExhausted
    ? { impossible: message('selectors-too-complex'), tooComplex: true }
    : { impossible: whyImpossible(compiled) };
}
