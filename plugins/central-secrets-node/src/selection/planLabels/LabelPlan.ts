import {
  Message,
  RefusalCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { LabelSelector } from '../../records';
import { StepBudget } from './StepBudget';

/** A change of one namespace's labels. Keys in `remove` are label keys. @public */
export interface LabelChange {
  readonly add: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

/**
 * A change, or why no change of labels could do it. `tooComplex`: the search
 * ended at its limit of steps, so a better change may exist.
 *
 * @public
 */
export type LabelPlan =
  | {
      readonly change: LabelChange;
      readonly tooComplex?: true;
      readonly impossible?: undefined;
    }
  | {
      readonly impossible: Message<RefusalCode>;
      readonly tooComplex?: true;
      readonly change?: undefined;
    };

/** A distribution that the same labels may bring or end. @public */
export interface OtherDistribution {
  readonly selectors: readonly LabelSelector[];
  /** Whether it may arrive; asked only where it would. */
  readonly isOffered: () => boolean;
}

/** The distributions that a search for a change looks at, and how long it may take. @public */
export interface SearchOptions {
  readonly others?: readonly OtherDistribution[];
  /** Counts the steps, where a caller limits or measures them. @internal */
  readonly budget?: StepBudget;
}
