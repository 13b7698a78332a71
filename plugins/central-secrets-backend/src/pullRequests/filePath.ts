/** The kinds of hosts, by the names of their integrations. */
export const HOST_TYPES = [
  'github',
  'gitlab',
  'gitea',
  'bitbucketCloud',
  'bitbucketServer',
] as const;

export type HostType = (typeof HOST_TYPES)[number];

/** What stands between a repository's address and the branch in the address of a file. */
const BEFORE_BRANCH: Readonly<
  Record<HostType, readonly (readonly string[])[]>
> = {
  github: [['blob'], ['edit']],
  gitlab: [['-', 'blob'], ['blob']],
  gitea: [['src', 'branch']],
  bitbucketCloud: [['src']],
  bitbucketServer: [['browse']],
};

/** Characters that no path of a manifest needs, and that mean something else somewhere. */
// eslint-disable-next-line no-control-regex
const UNUSUAL = /[\u0000-\u001f\u007f\\%?#*[\]{}<>|"'`$&;:]/;

/**
 * Whether a path stays inside the repository, and means the same everywhere: no
 * empty, `.` or `..` piece, no `.git`, nothing that is decoded once more.
 */
export function isSafePath(path: string): boolean {
  return (
    path.length <= 500 &&
    !UNUSUAL.test(path) &&
    path
      .split('/')
      .every(
        piece =>
          piece !== '' &&
          piece !== '.' &&
          piece !== '..' &&
          piece.toLowerCase() !== '.git' &&
          piece === piece.trim(),
      )
  );
}

/**
 * Reads the path of a file from the address of its page. Only one in the same
 * repository and in the branch that changes go to is read.
 *
 * @param text - such as
 * `https://github.com/acme/clusters/blob/main/hub/shop.yaml`; `url:` before it
 * is accepted, as in Backstage's own annotations
 * @returns the path; or why it is refused
 */
export function readFileUrl(
  text: string,
  repository: { readonly url: string; readonly type: HostType },
  branch: string,
): { readonly path: string } | { readonly refused: string } {
  const address = text.replace(/^url:/, '');
  if (!URL.canParse(address)) {
    return { refused: 'it is not a URL' };
  }
  const url = new URL(address);
  const page = new URL(repository.url);
  if (
    url.origin !== page.origin ||
    url.username + url.password !== '' ||
    !url.pathname.startsWith(`${page.pathname}/`)
  ) {
    return { refused: `it is not in ${repository.url}` };
  }
  const pieces = decoded(url.pathname.slice(page.pathname.length + 1));
  const before = BEFORE_BRANCH[repository.type].find(words =>
    words.every((word, index) => pieces?.[index] === word),
  );
  if (!pieces || !before) {
    return { refused: 'it is not the page of a file' };
  }
  const rest = pieces.slice(before.length);
  if (repository.type === 'bitbucketServer') {
    const at = url.searchParams.get('at');
    return at === null || at === branch || at === `refs/heads/${branch}`
      ? safe(rest)
      : otherBranch(branch);
  }
  const names = branch.split('/');
  const isBranch = (words: readonly string[]) =>
    words.every((word, index) => rest[index] === word);
  // HEAD is the default branch, whatever its name becomes.
  const words = [names, ['HEAD']].find(isBranch);
  return words ? safe(rest.slice(words.length)) : otherBranch(branch);
}

function otherBranch(branch: string) {
  return {
    refused: `it names another branch than ${branch}, which changes go to`,
  };
}

function safe(pieces: readonly string[]) {
  const path = pieces.join('/');
  return isSafePath(path)
    ? { path }
    : { refused: 'its path is not a plain path of a file' };
}

/** The pieces of a path, each decoded once; undefined: one cannot be decoded, or hides a slash. */
function decoded(path: string): string[] | undefined {
  try {
    const pieces = path.split('/').map(decodeURIComponent);
    return pieces.some(piece => piece.includes('/')) ? undefined : pieces;
  } catch {
    return undefined;
  }
}
