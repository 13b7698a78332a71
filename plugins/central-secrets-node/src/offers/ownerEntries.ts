import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';

/**
 * The maximum length of an entry in a message, enough to recognize it.
 * Characters.
 */
const ENTRY_TOLD = 60;

/** The kind and the namespace of an entity ref. */
const WORD = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/i;
/** Separators, quotes, brackets and wildcards; no catalog has them in a name. */
const NOT_IN_A_NAME = /[\s:/,;|"'`()[\]{}<>*?!]/;

/** The entries of a list of owners. @public */
export function ownerEntries(list: string): string[] {
  return list
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
}

/**
 * Whether an entry names an owner, in full or by a short name such as `trading`.
 *
 * @public
 */
export function isOwnerEntry(entry: string): boolean {
  try {
    const { kind, namespace, name } = parseEntityRef(entry, {
      defaultKind: 'group',
      defaultNamespace: DEFAULT_NAMESPACE,
    });
    return WORD.test(kind) && WORD.test(namespace) && !NOT_IN_A_NAME.test(name);
  } catch {
    return false;
  }
}

/** A piece of an annotation's value, fit to be shown. @public */
export function toldEntry(entry: string): string {
  const shown = entry.slice(0, ENTRY_TOLD).replace(/[^\x20-\x7e]/g, '?');
  return `"${shown}${entry.length > ENTRY_TOLD ? '…' : ''}"`;
}
