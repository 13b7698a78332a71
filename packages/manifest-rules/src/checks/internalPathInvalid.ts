import {
  describeInternalPathFault,
  findInternalPathFault,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { internalPushesOf, internalReadsOf } from '../internalDistribution';
import { Problem, Rule } from '../rule';

export const internalPathInvalid: Rule = {
  code: 'internal-path-invalid',
  severity: 'warning',
  summary:
    'A path of internal distribution has three parts, in lower case, and names no environment.',
  *check(input): Iterable<Problem> {
    for (const { key, at, push } of internalPushesOf(input)) {
      const fault = findInternalPathFault(key);
      if (fault) {
        yield {
          manifest: push.manifest,
          path: [...at, 'remoteKey'],
          message: describeInternalPathFault(fault),
        };
      }
    }
    for (const { key, at, writer } of internalReadsOf(input)) {
      const fault = findInternalPathFault(key);
      if (fault) {
        yield {
          manifest: writer.manifest,
          path: [...at, 'key'],
          message: describeInternalPathFault(fault),
        };
      }
    }
  },
};
