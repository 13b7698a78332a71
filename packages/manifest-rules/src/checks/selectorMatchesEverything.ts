import { requirementsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

export const selectorMatchesEverything: Rule = {
  code: 'selector-matches-everything',
  severity: 'error',
  summary: 'No selector is empty: an empty one selects every namespace.',
  *check({ writers, isHub }) {
    // The selector of an ExternalSecret names its namespace, and is never empty.
    for (const { manifest, selectors } of writers) {
      for (const { selector, path } of selectors) {
        if (requirementsOf(selector).length > 0) {
          continue;
        }
        yield {
          manifest,
          path,
          severity: isHub ? 'error' : 'warning',
          message: `the selector is empty and selects every namespace: name a request label, such as matchLabels: { secrets/${manifest.name}: "true" }`,
        };
      }
    }
  },
};
