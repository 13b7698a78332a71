import { Writer } from '@central-secrets/manifest-rules';

/** A distribution that wants names and labels, which others may want too. */
export interface Claimant {
  readonly writer: Writer;
  /**
   * Milliseconds since the epoch. If two distributions claim one name, the
   * later one is at fault.
   */
  readonly createdAt: number;
}

/** Orders by creation, and those of one second by name. */
export function earlierFirst(one: Claimant, other: Claimant): number {
  if (one.createdAt !== other.createdAt) {
    return one.createdAt - other.createdAt;
  }
  return one.writer.manifest.name < other.writer.manifest.name ? -1 : 1;
}
