import { goExpression } from '../text';
import {
  onceFor,
  NamespaceRecord,
  StoreCondition,
  StoreRecord,
} from '../records';
import { selectorMatches, selectorProblem } from './selectors';

/** The expressions of a condition; undefined is one that cannot be read. Many namespaces ask the same condition. */
const expressionsOf = onceFor(({ namespaceRegexes = [] }: StoreCondition) =>
  namespaceRegexes.map(goExpression),
);

/**
 * Whether a store lets a namespace use it, by ESO's rules
 * (`shouldProcessSecret` in its client_manager.go): only a ClusterSecretStore
 * checks; without conditions it allows every namespace; entries are ORed, and
 * so are an entry's selector, names and unanchored expressions. A condition
 * that cannot be read ends the search with "no", as it does in ESO.
 *
 * @public
 */
export function storeAllows(
  store: StoreRecord,
  namespace: NamespaceRecord,
): boolean {
  if (store.kind !== 'ClusterSecretStore') {
    return true;
  }
  if (store.conditions.length === 0) {
    return true;
  }

  for (const condition of store.conditions) {
    const { namespaceSelector, namespaces = [] } = condition;
    if (namespaceSelector) {
      if (selectorProblem(namespaceSelector)) {
        return false;
      }
      if (selectorMatches(namespaceSelector, namespace.labels)) {
        return true;
      }
    }
    if (namespaces.includes(namespace.name)) {
      return true;
    }
    for (const expression of expressionsOf(condition)) {
      if (!expression) {
        return false;
      }
      if (expression.test(namespace.name)) {
        return true;
      }
    }
  }
  return false;
}
