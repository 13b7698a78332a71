import { isOlderThan } from '../operatorVersion';
import { Rule } from '../rule';

/** `ces-` and the name are the finalizer's name, which has at most 63 characters. */
const LONGEST = 59;
const SHORTENED_SINCE = '2.14';

export const nameTooLong: Rule = {
  code: 'name-too-long',
  severity: 'error',
  summary: `A ClusterExternalSecret has a name of at most ${LONGEST} characters, or operators before ${SHORTENED_SINCE} provision it nowhere.`,
  *check({ writers, settings: { operatorVersion } }) {
    const isOlder = isOlderThan(operatorVersion, SHORTENED_SINCE);
    if (isOlder === false) {
      return;
    }
    for (const { manifest, isDistribution } of writers) {
      if (!isDistribution || manifest.name.length <= LONGEST) {
        continue;
      }
      yield {
        manifest,
        path: ['metadata', 'name'],
        ...(isOlder ? {} : { severity: 'warning' as const }),
        message: `the name has ${manifest.name.length} characters, and operators before ${SHORTENED_SINCE} then provision it nowhere: use at most ${LONGEST}`,
      };
    }
  },
};
