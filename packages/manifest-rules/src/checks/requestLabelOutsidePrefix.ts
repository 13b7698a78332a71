import {
  isLabelAllowed,
  requirementsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { NAME_LABEL } from '../input';
import { Rule } from '../rule';

export const requestLabelOutsidePrefix: Rule = {
  code: 'request-label-outside-prefix',
  severity: 'warning',
  summary: 'Distributions are asked for by labels that requests may set.',
  *check({ writers, settings, isHub }) {
    if (!isHub) {
      return;
    }
    // The selector of an ExternalSecret has its namespace's name alone.
    for (const { manifest, selectors } of writers) {
      for (const { selector, path } of selectors) {
        for (const { key } of requirementsOf(selector)) {
          if (key === NAME_LABEL) {
            continue;
          }
          if (isLabelAllowed(key, settings.requestLabels)) {
            continue;
          }
          yield {
            manifest,
            path: Object.hasOwn(selector.matchLabels ?? {}, key)
              ? [...path, 'matchLabels', key]
              : [...path, 'matchExpressions'],
            message: `nobody can ask for this by the label ${key}: use one that matches ${settings.requestLabels.join(
              ' or ',
            )}, such as secrets/${manifest.name}`,
          };
        }
      }
    }
  },
};
