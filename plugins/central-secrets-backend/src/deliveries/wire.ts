/** A time in the contract's form: RFC 3339, UTC; null where there is none. */
export function instant(milliseconds: number | undefined): string | null {
  return milliseconds === undefined
    ? null
    : new Date(milliseconds).toISOString();
}

/**
 * A link that a browser may be given; null for anything but http and https.
 * Whoever writes a ClusterExternalSecret chooses it, so `javascript:` may be in it.
 */
export function httpUrl(text: string | undefined): string | null {
  if (!text || !URL.canParse(text)) {
    return null;
  }
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
