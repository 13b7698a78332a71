import { Manifest } from './manifest';
import { RuleInput } from './input';

/**
 * `error`: it does not work, or is not safe. `warning`: it may not do what was
 * meant. `note`: it could not be judged without real values; nothing is wrong.
 *
 * @public
 */
export type Severity = 'error' | 'warning' | 'note';

/** Where in an object: field names and list indexes, from its root. @public */
export type Path = readonly (string | number)[];

/** What a rule objects to. @public */
export interface Problem {
  readonly manifest: Manifest;
  readonly path: Path;
  /** What is wrong, and what to write instead. Never holds what may be a credential. */
  readonly message: string;
}

/** One check with a name that never changes. @public */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  /** What the rule asks for, in one sentence. */
  readonly summary: string;
  readonly check: (input: RuleInput) => Iterable<Problem>;
}
