import { DISTRIBUTION_ANNOTATIONS } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  findUnknownAnnotations,
  toldEntry,
  fieldsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

export const annotationUnknown: Rule = {
  code: 'annotation-unknown',
  severity: 'error',
  summary:
    'A distribution has no annotation under central-secrets/ that is misspelled or unknown; with one it is not offered.',
  *check({ writers }) {
    for (const { manifest, isDistribution } of writers) {
      if (!isDistribution) {
        continue;
      }
      const { annotations } = fieldsOf(manifest.object.metadata);
      for (const { key, meant } of findUnknownAnnotations(
        Object.keys(fieldsOf(annotations)),
      )) {
        yield {
          manifest,
          path: ['metadata', 'annotations', key],
          message: `the annotation ${toldEntry(
            key,
          )} is unknown, and the distribution is not offered until it is corrected: ${
            meant
              ? `did you mean ${meant}?`
              : `remove it, or use one of ${DISTRIBUTION_ANNOTATIONS.join(
                  ', ',
                )}`
          }`,
        };
      }
    }
  },
};
