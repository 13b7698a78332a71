import { Severity } from '../rule';
import { FaultFacts, FaultGuard, OperatorFault } from './OperatorFault';
import { OPERATOR_FAULTS } from './operatorFaults';
import { compareReleases, parseRelease } from './release';

/** What is known of an operator's version. @public */
export interface KnownRelease {
  /** Such as `2.9.0`, or `2.9` where the last number is not known. */
  readonly version: string;
  /** Whether the operator may be newer: this is what its API shows at least. */
  readonly atLeast?: boolean;
}

/** A fault that an operator has, or may have, and that matters to a hub. @public */
export interface FoundFault {
  readonly fault: OperatorFault;
  /** Whether the operator may be a newer one without the fault. */
  readonly isPossible: boolean;
  /**
   * `error`: it bites, and no policy is known to keep it away; `warning`: it
   * bites only in some situations, or a policy keeps it away; `note`: the
   * operator may be one without it.
   */
  readonly severity: Severity;
  /** The policy that keeps it from the hub, and what lets it through; absent: none is meant to. */
  readonly guard?: FaultGuard;
}

/** Whether an operator has a fault: for certain, possibly, or not. */
function standing(
  { from, before }: OperatorFault,
  { version, atLeast }: KnownRelease,
): 'certain' | 'possible' | 'none' {
  // Without its last number it may be any of that line.
  const newest = parseRelease(version, Infinity);
  if (!newest) {
    return 'none';
  }
  const oldest = parseRelease(version, 0)!;
  const first = parseRelease(from ?? '0.0.0', 0)!;
  const fixed = before === undefined ? undefined : parseRelease(before, 0)!;
  if (fixed && compareReleases(oldest, fixed) >= 0) {
    return 'none';
  }
  if (!atLeast && compareReleases(newest, first) < 0) {
    return 'none';
  }
  const isCertain =
    compareReleases(oldest, first) >= 0 &&
    (!fixed || (!atLeast && compareReleases(newest, fixed) < 0));
  return isCertain ? 'certain' : 'possible';
}

function severityOf(
  { kind, isGrave }: OperatorFault,
  isPossible: boolean,
  guard: FaultGuard | undefined,
): Severity {
  if (isPossible) {
    return 'note';
  }
  const isOpen = !guard || (guard.gaps !== undefined && guard.gaps.length > 0);
  return isGrave || (kind === 'vulnerability' && isOpen) ? 'error' : 'warning';
}

/**
 * The known faults of an operator that matter to a hub, those that it has for
 * certain before those that it may have.
 *
 * @public
 */
export function findOperatorFaults(
  release: KnownRelease,
  facts: FaultFacts,
): FoundFault[] {
  const found = OPERATOR_FAULTS.flatMap(fault => {
    const how = standing(fault, release);
    if (how === 'none' || !fault.matters(facts)) {
      return [];
    }
    const guard = fault.guard?.(facts);
    const isPossible = how === 'possible';
    return [
      {
        fault,
        isPossible,
        severity: severityOf(fault, isPossible, guard),
        ...(guard && { guard }),
      },
    ];
  });
  return [
    ...found.filter(({ isPossible }) => !isPossible),
    ...found.filter(({ isPossible }) => isPossible),
  ];
}
