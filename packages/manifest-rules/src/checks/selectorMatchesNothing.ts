import { selectorProblem } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';
import { canAllMatch } from '../satisfiable';

export const selectorMatchesNothing: Rule = {
  code: 'selector-matches-nothing',
  severity: 'error',
  summary: 'There is a selector, and each of them can be satisfied.',
  *check({ writers }) {
    for (const { manifest, isDistribution, selectors } of writers) {
      if (!isDistribution) {
        continue;
      }
      if (selectors.length === 0) {
        yield {
          manifest,
          path: ['spec', 'namespaceSelectors'],
          message: `the distribution has no selector and reaches no namespace: write namespaceSelectors with a request label, such as matchLabels: { secrets/${manifest.name}: "true" }`,
        };
      }
      for (const { selector, path } of selectors) {
        if (selectorProblem(selector) || canAllMatch([selector])) {
          continue;
        }
        yield {
          manifest,
          path,
          message:
            'no namespace can satisfy the selector, because what it asks of a label contradicts itself: take one of the requirements away, or make two selectors of them',
        };
      }
    }
  },
};
