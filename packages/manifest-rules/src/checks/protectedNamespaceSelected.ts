import {
  requirementsOf,
  selectorMatches,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { NAME_LABEL } from '../input';
import { Rule } from '../rule';

export const protectedNamespaceSelected: Rule = {
  code: 'protected-namespace-selected',
  severity: 'error',
  summary:
    'No distribution selects a protected namespace, such as the hub or kube-system.',
  *check({ writers, namespaces, settings, isHub }) {
    if (!isHub) {
      return;
    }
    const known = settings.protectedNamespaces.map(name => ({
      name,
      labels: namespaces.get(name) ?? { [NAME_LABEL]: name },
    }));
    for (const { manifest, isDistribution, selectors } of writers) {
      if (!isDistribution) {
        continue;
      }
      for (const { selector, path } of selectors) {
        // An empty selector has a rule of its own.
        if (requirementsOf(selector).length === 0) {
          continue;
        }
        const hit = known
          .filter(({ labels }) => selectorMatches(selector, labels))
          .map(({ name }) => name);
        if (hit.length === 0) {
          continue;
        }
        yield {
          manifest,
          path,
          message: `the selector selects ${hit.join(
            ', ',
          )}, where nothing is to be distributed: ask for a request label, such as secrets/${
            manifest.name
          }: "true"`,
        };
      }
    }
  },
};
