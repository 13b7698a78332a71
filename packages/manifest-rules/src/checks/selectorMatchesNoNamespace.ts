import { selectedNamespaces } from '../reached';
import { Rule } from '../rule';

export const selectorMatchesNoNamespace: Rule = {
  code: 'selector-matches-no-namespace',
  severity: 'warning',
  summary:
    'Where all namespaces are given (--complete), each distribution selects one of them.',
  *check(input) {
    const { writers, namespaces, settings } = input;
    if (!settings.complete) {
      return;
    }
    for (const { manifest, isDistribution, selectors } of writers) {
      if (!isDistribution || selectors.length === 0) {
        continue;
      }
      const plain = selectors.map(({ selector }) => selector);
      const [reached] = selectedNamespaces(input, plain);
      if (reached) {
        continue;
      }
      yield {
        manifest,
        path: selectors[0].path,
        message: `none of the ${namespaces.size} given namespaces is selected: label one, or take the distribution away`,
      };
    }
  },
};
