/** What is examined, in this order. */
export const CHECKS = {
  api: "The operator's API",
  admission: 'Admission policies',
  access: 'Whom the policies trust',
  stores: 'Stores',
  rights: 'Rights',
  finalizers: 'Finalizers on namespaces',
} as const;

export type CheckName = keyof typeof CHECKS;

/** One thing that is wrong, or that could not be examined. */
export interface DoctorFinding {
  /** A name that never changes. */
  readonly code: string;
  /** `problem`: it is wrong. `unknown`: nobody could look, so it may be. */
  readonly severity: 'problem' | 'unknown';
  /** What it is about: an object, or whom. */
  readonly about: string;
  readonly message: string;
  /** What to do; absent where the message says it. */
  readonly remedy?: string;
}

/** What came of one check. */
export interface CheckResult {
  readonly check: CheckName;
  /** What was looked at, in a few words: `3 policies, 3 bindings`. */
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

export function unknown(about: string, message: string): DoctorFinding {
  return { code: 'cannot-examine', severity: 'unknown', about, message };
}
