/** The page of a repository, as people name it, in one form. */
export interface RepositoryUrl {
  /** Without a slash or `.git` at its end. */
  readonly url: string;
  /** The host with its port. */
  readonly host: string;
  /** The pieces of its path, decoded. */
  readonly segments: readonly string[];
}

/** A name of an owner, a group or a repository, at every host. */
const SEGMENT = /^[A-Za-z0-9_~][-A-Za-z0-9_.~]*$/;

/**
 * Parses the address of a repository's page; undefined: it is none, or has parts
 * that such an address does not have (credentials, a query, encoded characters).
 */
export function parseRepositoryUrl(text: string): RepositoryUrl | undefined {
  if (!URL.canParse(text)) {
    return undefined;
  }
  const { protocol, host, pathname, username, password, search, hash } =
    new URL(text);
  const path = pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  const segments = path.split('/').slice(1);
  const isRepository =
    (protocol === 'https:' || protocol === 'http:') &&
    username + password + search + hash === '' &&
    segments.length >= 2 &&
    segments.every(segment => SEGMENT.test(segment));
  return isRepository
    ? { url: `${protocol}//${host}${path}`, host, segments }
    : undefined;
}
