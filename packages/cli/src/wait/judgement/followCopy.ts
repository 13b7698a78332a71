/** The parts of one version of an ExternalSecret that show a sync. */
export interface CopyVersion {
  readonly uid: string;
  readonly resourceVersion: string;
  /** `status.refreshTime`, as text. */
  readonly refreshTime: string;
  readonly syncedVersion: string;
}

/** What the versions of one ExternalSecret have shown since the first look. */
export interface SeenCopy {
  readonly last: CopyVersion;
  /** It did not exist at the first look. */
  readonly isNew: boolean;
  /** The last version is the one of the first look. */
  readonly isFirstVersion: boolean;
  /** A sync began after the first look. */
  readonly isProvenLater: boolean;
}

/** The first look at an ExternalSecret. */
export function firstSeen(last: CopyVersion, isNew: boolean): SeenCopy {
  return { last, isNew, isFirstVersion: true, isProvenLater: false };
}

/**
 * Follows an ExternalSecret from version to version. Versions in between may be
 * missed, the order may not change.
 *
 * The operator writes the result of a sync only onto the version that it read
 * before it read the source: otherwise the API server refuses with a conflict.
 * So a result that replaces a version from after the first look belongs to a
 * sync that began after it. A result that replaces the version of the first look
 * may belong to a sync that was under way, and proves nothing.
 */
export function followCopy(seen: SeenCopy, next: CopyVersion): SeenCopy {
  const { last } = seen;
  if (next.uid !== last.uid) {
    return firstSeen(next, true);
  }
  if (next.resourceVersion === last.resourceVersion) {
    return seen;
  }
  const isSynced =
    next.refreshTime !== last.refreshTime ||
    next.syncedVersion !== last.syncedVersion;
  return {
    last: next,
    isNew: seen.isNew,
    isFirstVersion: false,
    isProvenLater: seen.isProvenLater || (isSynced && !seen.isFirstVersion),
  };
}
