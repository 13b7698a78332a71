import { usualInternalProperty } from '@central-secrets/backstage-plugin-central-secrets-common';
import { internalPushesOf } from '../internalDistribution';
import { Problem, Rule } from '../rule';

export const internalPropertyUnusual: Rule = {
  code: 'internal-property-unusual',
  severity: 'warning',
  summary:
    'Properties of internal distribution have their usual names: username, password, host, port, token.',
  *check(input): Iterable<Problem> {
    for (const { property, at, push } of internalPushesOf(input)) {
      const usual = property && usualInternalProperty(property);
      if (usual) {
        yield {
          manifest: push.manifest,
          path: [...at, 'property'],
          message: `consumers look for ${usual}, and not for ${property}: write property: ${usual}, and keep match.secretKey as its producer has it`,
        };
      }
    }
  },
};
