import { NamespaceRecord, StoreRecord } from './records';
import { selectorMatches, selectorProblem } from './selectors';

/**
 * A regular expression as Go's RE2 reads it, for JavaScript; undefined where
 * the two differ too much. Namespace names are short and store conditions are
 * the platform's own, so a slow expression is no concern here.
 */
function goRegExp(source: string): RegExp | undefined {
  const flags = /^\(\?([is]+)\)/.exec(source);
  const translated = source
    .slice(flags?.[0].length ?? 0)
    .replace(/\(\?P</g, '(?<')
    .replace(/\\A/g, '^')
    .replace(/\\z/g, '$')
    .replace(/\[:alpha:\]/g, 'a-zA-Z')
    .replace(/\[:alnum:\]/g, 'a-zA-Z0-9')
    .replace(/\[:digit:\]/g, '0-9')
    .replace(/\[:lower:\]/g, 'a-z')
    .replace(/\[:upper:\]/g, 'A-Z');
  try {
    return new RegExp(translated, flags?.[1]);
  } catch {
    return undefined;
  }
}

/**
 * Whether a store lets a namespace use it, by ESO's rules
 * (`shouldProcessSecret` in its client_manager.go): only a ClusterSecretStore
 * asks; without conditions it lets everybody; entries are ORed, and so are an
 * entry's selector, names and unanchored expressions. What cannot be read ends
 * the search with "no", as it does in ESO.
 *
 * @public
 */
export function storeAllows(
  store: StoreRecord,
  namespace: NamespaceRecord,
): boolean {
  if (store.kind !== 'ClusterSecretStore') return true;
  if (store.conditions.length === 0) return true;

  for (const condition of store.conditions) {
    const {
      namespaceSelector,
      namespaces = [],
      namespaceRegexes = [],
    } = condition;
    if (namespaceSelector) {
      if (selectorProblem(namespaceSelector)) return false;
      if (selectorMatches(namespaceSelector, namespace.labels)) return true;
    }
    if (namespaces.includes(namespace.name)) return true;
    for (const source of namespaceRegexes) {
      const expression = goRegExp(source);
      if (!expression) return false;
      if (expression.test(namespace.name)) return true;
    }
  }
  return false;
}
