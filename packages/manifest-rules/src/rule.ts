import { Fix } from './fix';
import { Manifest } from './manifest';
import { Path } from './path';
import { RuleInput } from './RuleInput';

/**
 * `error`: it does not work, or is not safe. `warning`: it may not do what was
 * meant. `note`: it could not be judged without real values; nothing is wrong.
 *
 * @public
 */
export type Severity = 'error' | 'warning' | 'note';

/** An objection of a rule. @public */
export interface Problem {
  readonly manifest: Manifest;
  readonly path: Path;
  /** Absent: the rule's own. */
  readonly severity?: Severity;
  /**
   * The fault, and its correction. Never holds a text that may be a credential.
   */
  readonly message: string;
  /** The change that removes the problem, where there is only one. */
  readonly fix?: Fix;
  /** Another manifest that the message speaks of, and where in it. */
  readonly other?: { readonly manifest: Manifest; readonly path: Path };
}

/** One check with a name that never changes. @public */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  /** The demand of the rule, in one sentence. */
  readonly summary: string;
  readonly check: (input: RuleInput) => Iterable<Problem>;
}
