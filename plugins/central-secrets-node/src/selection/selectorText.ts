import {
  LabelSelector,
  LabelSelectorRequirement,
  StoreCondition,
} from '../records';
import { requirementsOf } from './selectors';

function requirementText({
  key,
  operator,
  values = [],
}: LabelSelectorRequirement): string {
  const list = `(${values.join(', ')})`;
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in ${list}`;
    case 'NotIn':
      return `${key} notin ${list}`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return `${key} ${operator} ${list}`;
  }
}

/** A selector as `kubectl --selector` has it; an invalid one as near to that as can be. */
export function selectorText(selector: LabelSelector): string {
  return (
    requirementsOf(selector).map(requirementText).join(',') || 'everything'
  );
}

/** Several selectors, one of which must match. */
export function selectorsText(selectors: readonly LabelSelector[]): string {
  return selectors.map(selectorText).join(' or ') || 'nothing';
}

/** A store's conditions, one of which must match. */
export function storeConditionsText(
  conditions: readonly StoreCondition[],
): string {
  return (
    conditions
      .flatMap(
        ({ namespaceSelector, namespaces = [], namespaceRegexes = [] }) => [
          ...(namespaceSelector
            ? [`selector ${selectorText(namespaceSelector)}`]
            : []),
          ...namespaces.map(name => `namespace ${name}`),
          ...namespaceRegexes.map(source => `expression ${source}`),
        ],
      )
      .join(' or ') || 'nothing'
  );
}
