import {
  CompiledSelectors,
  compileSelectors,
  firstMatch,
  LabelCondition,
} from './CompiledSelectors';
import { Labels } from '../selectors';
import { OtherDistribution } from './LabelPlan';
import { ReadLabel, readerOf } from './labelValues';
import { StepBudget } from './StepBudget';

/** How many other distributions a change touches. */
export interface SideEffects {
  /** Requested by the change, and not offered. */
  readonly notOffered: number;
  /** Requested by the change, and offered. */
  readonly arriving: number;
  readonly leaving: number;
}

const NO_SIDE_EFFECTS: SideEffects = {
  notOffered: 0,
  arriving: 0,
  leaving: 0,
};

export function hasSideEffects(effects: SideEffects): boolean {
  return isBetter(NO_SIDE_EFFECTS, effects);
}

/** Fewer that are not offered count before fewer arrivals, and these before fewer departures. */
export function isBetter(one: SideEffects, other: SideEffects): boolean {
  if (one.notOffered !== other.notOffered) {
    return one.notOffered < other.notOffered;
  }
  if (one.arriving !== other.arriving) {
    return one.arriving < other.arriving;
  }
  return one.leaving < other.leaving;
}

interface Other {
  readonly compiled: CompiledSelectors;
  readonly wasRequested: boolean;
  readonly isOffered: () => boolean;
  offered?: boolean;
}

/** Counts what changes of one namespace's labels do to the other distributions of its cluster. */
export class SideEffectCounter {
  readonly #others: readonly Other[];

  constructor(others: readonly OtherDistribution[], labels: Labels) {
    const unlimited = new StepBudget(Infinity);
    const read = readerOf(labels);
    this.#others = others.map(({ selectors, isOffered }) => {
      const compiled = compileSelectors(selectors);
      return {
        compiled,
        wasRequested: firstMatch(compiled, read, unlimited) !== undefined,
        isOffered,
      };
    });
  }

  /** @param read - the labels after the change */
  count(read: ReadLabel, budget: StepBudget): SideEffects {
    let notOffered = 0;
    let arriving = 0;
    let leaving = 0;
    for (const other of this.#others) {
      const isRequested =
        firstMatch(other.compiled, read, budget) !== undefined;
      if (isRequested === other.wasRequested) {
        continue;
      }
      if (!isRequested) {
        leaving += 1;
        continue;
      }
      other.offered ??= other.isOffered();
      if (other.offered) {
        arriving += 1;
      } else {
        notOffered += 1;
      }
    }
    return { notOffered, arriving, leaving };
  }

  /** The conditions that other distributions set on a label. */
  conditionsOn(key: string): LabelCondition[] {
    return this.#others.flatMap(({ compiled }) => [
      ...(compiled.conditions.get(key) ?? []),
    ]);
  }
}
