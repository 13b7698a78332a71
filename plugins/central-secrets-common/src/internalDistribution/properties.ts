import { InternalKind } from './internalPath';

/** The properties that belong to one kind alone (section 5a.5.4 of the RFC). */
const KIND_OF_PROPERTY: Readonly<Record<string, InternalKind>> = {
  username: 'secret',
  password: 'secret',
  token: 'secret',
  host: 'configuration',
  port: 'configuration',
};

/** Other names for the properties of section 5a.5.4 of the RFC. */
const USUAL_NAMES: Readonly<Record<string, string>> = {
  user: 'username',
  user_name: 'username',
  pass: 'password',
  passwd: 'password',
  pwd: 'password',
  hostname: 'host',
  host_name: 'host',
};

function own<T>(table: Readonly<Record<string, T>>, key: string) {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/**
 * What a property of a path holds, by its name (section 5a.5.4 of the RFC);
 * undefined: it may hold either.
 *
 * @public
 */
export function kindOfInternalProperty(name: string): InternalKind | undefined {
  return own(KIND_OF_PROPERTY, name);
}

/**
 * The name that section 5a.5.4 of the RFC has for a property with another name;
 * undefined: it has none.
 *
 * @public
 */
export function usualInternalProperty(name: string): string | undefined {
  return own(USUAL_NAMES, name.toLowerCase());
}
