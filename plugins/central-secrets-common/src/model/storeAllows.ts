import { goExpression, GoExpression } from './goExpression';
import { NamespaceRecord, StoreCondition, StoreRecord } from './records';
import { selectorMatches, selectorProblem } from './selectors';

/** Many namespaces ask the same condition. */
const compiled = new WeakMap<
  StoreCondition,
  readonly (GoExpression | undefined)[]
>();

/** The expressions of a condition; undefined is one that cannot be read. */
function expressionsOf(condition: StoreCondition) {
  const known = compiled.get(condition);
  if (known) return known;
  const expressions = (condition.namespaceRegexes ?? []).map(goExpression);
  compiled.set(condition, expressions);
  return expressions;
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
    const { namespaceSelector, namespaces = [] } = condition;
    if (namespaceSelector) {
      if (selectorProblem(namespaceSelector)) return false;
      if (selectorMatches(namespaceSelector, namespace.labels)) return true;
    }
    if (namespaces.includes(namespace.name)) return true;
    for (const expression of expressionsOf(condition)) {
      if (!expression) return false;
      if (expression.test(namespace.name)) return true;
    }
  }
  return false;
}
