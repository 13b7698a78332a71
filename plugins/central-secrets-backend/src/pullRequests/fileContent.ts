import { ConflictError } from '@backstage/errors';

/**
 * The text of a file that a host sends in Base64.
 *
 * @throws ConflictError where it is not a text in UTF-8, or the host leaves it
 * out because of its size
 */
export function decodeFile(content: unknown, path: string): string {
  if (typeof content !== 'string' || content === '') {
    throw new ConflictError(
      `The content of ${path} is empty, or too large for the host's API; move the namespace to a file of its own`,
    );
  }
  const bytes = Buffer.from(content, 'base64');
  return requireText(bytes.toString('utf8'), path);
}

/** The same of a file that a host sends as it is. */
export function requireText(text: string, path: string): string {
  if (text.includes('\uFFFD')) {
    throw new ConflictError(`${path} is not a text in UTF-8; save it as UTF-8`);
  }
  return text;
}

/** The path of a file in a request's address. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
