import { fieldAt, hasField } from './fieldAt';
import { HubAccess } from './HubAccess';
import { HubProblem } from './HubProblem';

/** One thing that a provider or a generator of a team must not say, or has to. */
export interface Condition {
  /** The field that it is about, below the object; empty: the object itself. */
  readonly path: string;
  /**
   * The problem's text without the object's own name in front: a path such as
   * `authRef`, or words after a space. Undefined where nothing is wrong.
   */
  readonly find: (object: unknown, access: HubAccess) => string | undefined;
}

/** Refuses a field, whatever is in it. */
export function refused(path: string): Condition {
  return {
    path,
    find: object => (hasField(object, path) ? path : undefined),
  };
}

/** Asks for a field, whatever is in it. */
export function required(path: string): Condition {
  return {
    path,
    find: object => (hasField(object, path) ? undefined : `${path} is missing`),
  };
}

/**
 * Asks for one of several fields.
 *
 * @param path - what is named and does not have them
 * @param words - what it lacks: `secretRef or jwt.serviceAccountRef`
 * @param fields - paths, each of which is enough
 */
export function requiredOneOf(
  path: string,
  words: string,
  fields: readonly string[],
): Condition {
  return {
    path,
    find: object =>
      hasField(object, ...fields) ? undefined : `${path} without ${words}`,
  };
}

/** Refuses each of several fields of one object. */
export function refusedMembers(
  path: string,
  members: readonly string[],
): readonly Condition[] {
  return members.map(member => refused(`${path}.${member}`));
}

/**
 * Lists the conditions that an object breaks, in their order.
 *
 * @param place - the object's path, from the root of the manifest
 * @param name - how problems call it: `vault`; empty: its fields speak for themselves
 */
export function findBroken(
  conditions: readonly Condition[],
  object: unknown,
  access: HubAccess,
  place: HubProblem['path'],
  name: string,
): HubProblem[] {
  return conditions.flatMap(({ path, find }) => {
    const text = find(object, access);
    if (text === undefined) {
      return [];
    }
    const isPath = name !== '' && !text.startsWith(' ');
    return [
      {
        path: [...place, ...deepestThere(object, path)],
        text: isPath ? `${name}.${text}` : `${name}${text}`,
      },
    ];
  });
}

/** The part of a path that exists: a missing field has no place of its own. */
function deepestThere(object: unknown, path: string): string[] {
  const names = path === '' ? [] : path.split('.');
  while (names.length > 0 && fieldAt(object, names.join('.')) === undefined) {
    names.pop();
  }
  return names;
}
