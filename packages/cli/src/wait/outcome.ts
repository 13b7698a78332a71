import { Judgement, View, WaitedDelivery } from './judgement';

/** How a wait ended. */
export type Outcome =
  | 'done'
  | 'failed'
  | 'timed-out'
  | 'unknown'
  | 'none-selected';

/** The exit code of each outcome; 2 is wrong usage. */
export const EXIT_CODES: Readonly<Record<Outcome, number>> = {
  done: 0,
  failed: 1,
  'timed-out': 3,
  unknown: 4,
  'none-selected': 5,
};

/** One delivery, judged. */
export interface Judged {
  readonly delivery: WaitedDelivery;
  readonly judgement: Judgement;
}

/** The result of a wait. */
export interface WaitResult {
  readonly outcome: Outcome;
  /** Set where the deliveries do not say it. One line. */
  readonly message?: string;
  readonly judged: readonly Judged[];
  readonly notes: View['notes'];
  readonly waitedMs: number;
}
