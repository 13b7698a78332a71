/** The checks, in the order in which they run. */
export const CHECKS = {
  api: "The operator's API",
  admission: 'Admission policies',
  access: 'Trusted identities',
  stores: 'Stores',
  'team-objects': 'Objects of teams',
  operator: 'Operator',
  'hub-index': 'Hub index',
  rights: 'Rights',
  finalizers: 'Finalizers on namespaces',
} as const;

export type CheckName = keyof typeof CHECKS;

/** One problem, or one object that could not be examined. */
export interface DoctorFinding {
  /** A name that never changes. */
  readonly code: string;
  /**
   * `problem`: it is wrong. `unknown`: it could not be examined, so it may be.
   * `notice`: good to know; it never changes the exit code.
   */
  readonly severity: 'problem' | 'unknown' | 'notice';
  /** The object or the identity of the finding. */
  readonly about: string;
  readonly message: string;
  /** The action that resolves it; absent where the message contains it. */
  readonly remedy?: string;
}

/** The result of one check. */
export interface CheckResult {
  readonly check: CheckName;
  /** The examined objects, in a few words: `3 policies, 3 bindings`. */
  readonly scope: string;
  readonly findings: readonly DoctorFinding[];
}

export function problem(
  code: string,
  about: string,
  message: string,
  remedy?: string,
): DoctorFinding {
  return { code, severity: 'problem', about, message, remedy };
}

/** A finding that is not a problem, but that a platform may want to change. */
export function notice(
  code: string,
  about: string,
  message: string,
  remedy?: string,
): DoctorFinding {
  return { code, severity: 'notice', about, message, remedy };
}

/**
 * A finding about an object that could not be examined, and that is not needed
 * to call the hub safe.
 */
export function notExamined(about: string, message: string): DoctorFinding {
  return notice('cannot-examine', about, message);
}

export function unknown(about: string, message: string): DoctorFinding {
  return { code: 'cannot-examine', severity: 'unknown', about, message };
}

/** Whether a finding leaves its check in order. */
export function isHarmless({ severity }: DoctorFinding): boolean {
  return severity === 'notice';
}
