import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  fieldsOf,
  selectorProblem,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { valueAt } from '../path';
import { Rule } from '../rule';

export const selectorInvalid: Rule = {
  code: 'selector-invalid',
  severity: 'error',
  summary:
    'Kubernetes takes every selector; one invalid selector makes the operator give up on the whole distribution.',
  *check({ writers }) {
    for (const { manifest, isDistribution, selectors } of writers) {
      if (!isDistribution) {
        continue;
      }
      for (const { selector, path } of selectors) {
        const written = fieldsOf(valueAt(manifest.object, path));
        const notText = Object.entries(fieldsOf(written.matchLabels)).find(
          ([, value]) => typeof value !== 'string',
        );
        if (notText) {
          const [key, value] = notText;
          yield {
            manifest,
            path: [...path, 'matchLabels', key],
            message: `the value of ${key} is no text: write it in quotes, ${key}: "${value}"`,
          };
          continue;
        }
        const problem = selectorProblem(selector);
        if (problem) {
          yield {
            manifest,
            path,
            message: `the selector is invalid, and the distribution selects nothing: ${renderMessage(
              problem,
            )}`,
          };
        }
      }
    }
  },
};
