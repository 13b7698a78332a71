import { editDistance } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Part, partOf } from './definitions';

/** The word of a list that differs in its capitals alone; undefined where none does, or several do. */
export function sameButForCase(
  word: string,
  words: readonly string[],
): string | undefined {
  const same = words.filter(
    each => each.toLowerCase() === word.toLowerCase() && each !== word,
  );
  return same.length === 1 ? same[0] : undefined;
}

/** The word of a list that was probably meant. */
export function nearestOf(
  word: string,
  words: readonly string[],
): string | undefined {
  const lower = word.toLowerCase();
  const limit = word.length > 4 ? 2 : 1;
  const distances = words
    .map(each => ({
      each,
      distance: editDistance(lower, each.toLowerCase(), limit),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  if (distances.length > 0) {
    return distances[0].each;
  }
  // Such as "creationPolicyOwner".
  return words.find(
    each => each.length > 5 && lower.startsWith(each.toLowerCase()),
  );
}

/** The field that holds another one, such as `template` for `type`; undefined where none or several do. */
function holderOf(field: string, part: Part): string | undefined {
  const holders = Object.entries(part.properties ?? {}).filter(([, number]) =>
    Object.hasOwn(partOf(number).properties ?? {}, field),
  );
  return holders.length === 1 ? holders[0][0] : undefined;
}

/**
 * What was probably meant by a field that is not known, as the end of a
 * sentence; undefined where it cannot be told.
 */
export function suggestFor(
  field: string,
  [inner, ...outer]: readonly { readonly part: Part }[],
): string | undefined {
  const near = nearestOf(field, Object.keys(inner.part.properties ?? {}));
  if (near) {
    return `did you mean ${near}?`;
  }
  const holder = holderOf(field, inner.part);
  if (holder) {
    return `move it below "${holder}"`;
  }
  const levels = outer.findIndex(({ part }) =>
    Object.hasOwn(part.properties ?? {}, field),
  );
  if (levels < 0) {
    return undefined;
  }
  return levels === 0
    ? 'move it one level up'
    : `move it ${levels + 1} levels up`;
}
