import {
  ANNOTATION_APPROVAL,
  ANNOTATION_ENVIRONMENTS,
  ANNOTATION_REASON,
  ANNOTATION_REVIEWERS,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  fieldsOf,
  isTermsProblem,
  readRequestTerms,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

const ANNOTATIONS = [
  ANNOTATION_APPROVAL,
  ANNOTATION_REVIEWERS,
  ANNOTATION_REASON,
  ANNOTATION_ENVIRONMENTS,
] as const;

export const requestTermsInvalid: Rule = {
  code: 'request-terms-invalid',
  severity: 'error',
  summary:
    'The annotations central-secrets/approval, central-secrets/reviewers, central-secrets/reason and central-secrets/environments have values that are known.',
  *check({ writers }) {
    for (const { manifest, isDistribution } of writers) {
      if (!isDistribution) {
        continue;
      }
      const all = fieldsOf(fieldsOf(manifest.object.metadata).annotations);
      const given = ANNOTATIONS.filter(key => Object.hasOwn(all, key));
      if (given.length === 0) {
        continue;
      }
      // A value that is not a text, such as true, is none of the known ones.
      const read = readRequestTerms(
        Object.fromEntries(given.map(key => [key, String(all[key])])),
      );
      if (isTermsProblem(read)) {
        yield {
          manifest,
          path: ['metadata', 'annotations', read.annotation],
          message: renderMessage(read.reason),
        };
      }
    }
  },
};
