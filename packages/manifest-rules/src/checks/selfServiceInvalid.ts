import { ANNOTATION_SELF_SERVICE } from '@central-secrets/backstage-plugin-central-secrets-common';
import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

export const selfServiceInvalid: Rule = {
  code: 'self-service-invalid',
  severity: 'error',
  summary: 'The annotation central-secrets/self-service is "true" or "false".',
  *check({ writers }) {
    for (const { manifest, isDistribution } of writers) {
      if (!isDistribution) {
        continue;
      }
      const annotations = fieldsOf(
        fieldsOf(manifest.object.metadata).annotations,
      );
      if (!Object.hasOwn(annotations, ANNOTATION_SELF_SERVICE)) {
        continue;
      }
      const value = annotations[ANNOTATION_SELF_SERVICE];
      if (value === 'true' || value === 'false') {
        continue;
      }
      yield {
        manifest,
        path: ['metadata', 'annotations', ANNOTATION_SELF_SERVICE],
        message: `the value is neither "true" nor "false", and the distribution is not offered: write ${ANNOTATION_SELF_SERVICE}: "true" with quotes, or remove the annotation`,
      };
    }
  },
};
