/** A release of the operator, with all its three numbers. */
export type Release = readonly [major: number, minor: number, patch: number];

/**
 * Reads `2.9`, `v2.9.1` and the like; undefined where it is not a release.
 *
 * @param patch - the last number where the text has none
 */
export function parseRelease(text: string, patch: number): Release | undefined {
  const parts = /^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?$/.exec(text.trim());
  return parts
    ? [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? patch)]
    : undefined;
}

/** Negative where the first is older; 0 where both are the same. */
export function compareReleases(one: Release, other: Release): number {
  const index = one.findIndex((part, place) => part !== other[place]);
  return index < 0 ? 0 : one[index] - other[index];
}
