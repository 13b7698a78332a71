/** A version of the operator, as far as it decides what the operator accepts. */
export interface OperatorVersion {
  readonly major: number;
  readonly minor: number;
}

/** Reads `2.9`, `v2.9.0` and the like; undefined where it is not a version. */
export function parseOperatorVersion(
  text: string,
): OperatorVersion | undefined {
  const parts = /^v?(\d{1,4})\.(\d{1,4})(?:\.\d{1,4})?$/.exec(text.trim());
  return parts
    ? { major: Number(parts[1]), minor: Number(parts[2]) }
    : undefined;
}

/** Negative where the first is older; 0 where both are the same. */
export function compareVersions(
  one: OperatorVersion,
  other: OperatorVersion,
): number {
  return one.major - other.major || one.minor - other.minor;
}

/** The newest operator whose definitions are known here. @public */
export const NEWEST_OPERATOR = '2.9';

/** Whether a text is a version of the operator. @public */
export function isOperatorVersion(text: string): boolean {
  return parseOperatorVersion(text) !== undefined;
}

/**
 * Whether the operator is older than a version; undefined where its version is
 * not known.
 *
 * @public
 */
export function isOlderThan(
  operatorVersion: string | undefined,
  since: string,
): boolean | undefined {
  const known = operatorVersion && parseOperatorVersion(operatorVersion);
  const limit = parseOperatorVersion(since);
  if (!known || !limit) {
    return undefined;
  }
  return compareVersions(known, limit) < 0;
}
