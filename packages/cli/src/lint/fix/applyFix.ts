import { Fix, Path } from '@central-secrets/manifest-rules';

type Entry = readonly [key: string, value: unknown];

/** The value with another one at a path; what is around it is copied. */
function replaceAt(
  value: unknown,
  path: Path,
  change: (old: unknown) => unknown,
): unknown {
  if (path.length === 0) {
    return change(value);
  }
  const [step, ...rest] = path;
  if (Array.isArray(value)) {
    return value.map((entry, index) =>
      index === step ? replaceAt(entry, rest, change) : entry,
    );
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      key === String(step) ? replaceAt(entry, rest, change) : entry,
    ]),
  );
}

/** Without the trap that `__proto__` is as a key. */
function fromEntries(entries: readonly Entry[]): object {
  return Object.fromEntries(entries);
}

function renamed(
  object: unknown,
  path: Path,
  to: string,
  change: (value: unknown) => unknown,
): unknown {
  const key = path.at(-1);
  return replaceAt(object, path.slice(0, -1), map =>
    fromEntries(
      Object.entries(map as object).map(([each, value]) =>
        each === key ? [to, change(value)] : [each, value],
      ),
    ),
  );
}

/** The number or the truth value that a text spells. */
function spelled(text: unknown): unknown {
  return text === 'true' || text === 'false' ? text === 'true' : Number(text);
}

/**
 * The object as it has to be read once a fix is made.
 *
 * @param written - what the author wrote in the place, of a `quote`
 */
export function applyFix(object: unknown, fix: Fix, written: string): unknown {
  switch (fix.what) {
    case 'replace':
      return replaceAt(object, fix.path, () => fix.value);
    case 'quote':
      return replaceAt(object, fix.path, () => written);
    case 'unquote':
      return replaceAt(object, fix.path, spelled);
    case 'rename':
      return renamed(object, fix.path, fix.to, value => value);
    case 'list':
      return renamed(object, fix.path, fix.to, value => [value]);
    case 'add':
      return replaceAt(object, fix.path, map => ({
        ...(map as object),
        ...fix.fields,
      }));
    case 'nest':
      return replaceAt(object, fix.path, map => ({ [fix.under]: map }));
    case 'substitute':
      return replaceAt(object, fix.path, text =>
        fix.replacements.reduce(
          (result, { from, to }) => result.replaceAll(from, to),
          String(text),
        ),
      );
    default:
      return object;
  }
}
