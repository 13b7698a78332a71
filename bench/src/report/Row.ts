/** One line of the result. `bench/results/latest.json` is a list of these. */
export interface Row {
  /** The quantity, its subject, and the unit. */
  readonly measure: string;
  readonly ours: number;
  /** The peer's or the floor's number; null: there is none, or it failed (`note` says which). */
  readonly against: number | null;
  /** As `goal` compares them; null without a number to compare with. */
  readonly ratio: number | null;
  readonly goal: string;
  readonly met: boolean;
  /** The name of `against`, and further notes. */
  readonly note: string;
}

/** Rounds to three significant digits. */
export function rounded(value: number): number {
  if (!Number.isFinite(value) || value === 0) {
    return value;
  }
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return Number(value.toFixed(Math.min(6, digits)));
}

/** A row whose ratio is ours to theirs: smaller is better. */
export function atMost(
  part: { measure: string; ours: number; against: number; note: string },
  limit: number,
): Row {
  const ratio = part.ours / part.against;
  return {
    measure: part.measure,
    ours: rounded(part.ours),
    against: rounded(part.against),
    ratio: rounded(ratio),
    goal: `≤ ${limit} ×`,
    met: ratio <= limit,
    note: part.note,
  };
}

/** A row whose ratio is theirs to ours: greater is better. `against` undefined: the peer failed, which meets the goal. */
export function atLeast(
  part: {
    measure: string;
    ours: number;
    against: number | undefined;
    note: string;
  },
  factor: number,
): Row {
  const { against } = part;
  const ratio = against === undefined ? null : against / part.ours;
  return {
    measure: part.measure,
    ours: rounded(part.ours),
    against: against === undefined ? null : rounded(against),
    ratio: ratio === null ? null : rounded(ratio),
    goal: `≥ ${factor} × less`,
    met: ratio === null || ratio >= factor,
    note: part.note,
  };
}

/**
 * A row with a bound; the number beside it, if there is one, does not decide.
 */
export function within(
  part: { measure: string; ours: number; against?: number; note: string },
  limit: number,
  unit: string,
): Row {
  return {
    measure: part.measure,
    ours: rounded(part.ours),
    against: part.against === undefined ? null : rounded(part.against),
    ratio: null,
    goal: `≤ ${limit}${unit && ` ${unit}`}`,
    met: part.ours <= limit,
    note: part.note,
  };
}
