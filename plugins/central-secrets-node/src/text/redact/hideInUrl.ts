import { beginsLikeCredential, isCredentialName } from './credentialShapes';
import { HIDDEN } from './hidden';

/** `scheme://authority`, path, query and fragment. */
const PARTS = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/is;

/** Numbers, switches and durations. */
const LONGEST_SHOWN_PARAMETER = 5;

function isHarmlessQuery(query: string): boolean {
  return query
    .slice(1)
    .split('&')
    .every(parameter => {
      const [name, value = ''] = parameter.split('=');
      return (
        !isCredentialName(name) &&
        name.length + value.length <= 5 * LONGEST_SHOWN_PARAMETER &&
        value.length <= LONGEST_SHOWN_PARAMETER
      );
    });
}

/**
 * A URL without its user, its password and what else may be a credential. A
 * password may have "/" and "@" in it: everything up to the last "@" is hidden.
 *
 * @param isShown - whether a host or a path may be shown
 */
export function hideInUrl(
  url: string,
  isShown: (token: string) => boolean,
): string {
  const at = url.lastIndexOf('@');
  const start = url.indexOf('://') + 3;
  const bare = at < start ? url : url.slice(0, start) + url.slice(at + 1);
  const [, scheme, host, path, query = '', fragment = ''] =
    PARTS.exec(bare) ?? [];
  if (scheme === undefined) {
    return HIDDEN;
  }
  const show = (part: string) =>
    isShown(part) && !beginsLikeCredential(part) ? part : HIDDEN;
  return [
    scheme,
    at < start ? '' : `${HIDDEN}@`,
    show(host),
    path.length > 1 ? `/${show(path.slice(1))}` : path,
    query && (isHarmlessQuery(query) ? query : `?${HIDDEN}`),
    fragment && `#${HIDDEN}`,
  ].join('');
}
