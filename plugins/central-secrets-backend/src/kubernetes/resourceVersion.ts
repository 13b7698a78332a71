/**
 * How a version that arrives relates to the one last seen.
 *
 * Kubernetes' versions are decimal numbers that rise with every write
 * (comparable by contract since 1.35, KEP-5504, and in fact ever since etcd 3).
 * Where a server writes anything else, every version counts as newer.
 */
export function compareVersions(
  arrived: string,
  last: string,
): 'newer' | 'same' | 'older' {
  if (arrived === last) {
    return 'same';
  }
  if (!isDecimal(arrived) || !isDecimal(last)) {
    return 'newer';
  }
  // The longer one of two decimals without leading zeros is the greater.
  if (arrived.length !== last.length) {
    return arrived.length > last.length ? 'newer' : 'older';
  }
  return arrived > last ? 'newer' : 'older';
}

function isDecimal(version: string): boolean {
  return /^(0|[1-9][0-9]*)$/.test(version);
}

/** `metadata.resourceVersion` of an object or a list; undefined where it has none. */
export function resourceVersionOf(object: unknown): string | undefined {
  const version = (
    object as { metadata?: { resourceVersion?: unknown } } | null
  )?.metadata?.resourceVersion;
  return typeof version === 'string' && version !== '' ? version : undefined;
}
