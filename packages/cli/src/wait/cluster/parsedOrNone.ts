import { isError } from '@backstage/errors';

/**
 * A team may write objects that no parser reads. Such an object is left out, and
 * must not keep others from being read.
 */
export function parsedOrNone<T>(
  parse: (object: unknown) => T,
  object: unknown,
): T | undefined {
  try {
    return parse(object);
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      return undefined;
    }
    throw error;
  }
}
