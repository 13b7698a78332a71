/** As Kubernetes names namespaces (RFC 1123 label). */
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Whether a value is the name of a namespace. */
export function isPlainName(value: unknown): value is string {
  return typeof value === 'string' && LABEL.test(value);
}

const MOST_CHARACTERS = 60;

/** A value of any shape, for a message: in quotes, cut, on one line. */
export function quoted(value: unknown): string {
  if (value === undefined || value === null || value === '') {
    return '(empty)';
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? '';
  const characters = [...text];
  return JSON.stringify(
    characters.length > MOST_CHARACTERS
      ? `${characters.slice(0, MOST_CHARACTERS).join('')}…`
      : text,
  );
}
