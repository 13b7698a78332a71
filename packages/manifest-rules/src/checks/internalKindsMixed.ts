import {
  INTERNAL_PREFIXES,
  kindOfInternalProperty,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { internalPushesOf } from '../internalDistribution';
import { Problem, Rule } from '../rule';

export const internalKindsMixed: Rule = {
  code: 'internal-kinds-mixed',
  severity: 'warning',
  summary:
    'Credentials are pushed below platform-data, and configuration below platform-config.',
  *check(input): Iterable<Problem> {
    for (const { kind, property, secretKey, at, push } of internalPushesOf(
      input,
    )) {
      const name = property ?? secretKey ?? '';
      const belongsTo = kindOfInternalProperty(name) ?? kind;
      if (belongsTo !== kind) {
        yield {
          manifest: push.manifest,
          path: [...at, 'remoteKey'],
          message:
            belongsTo === 'secret'
              ? `${name} is a credential, and everyone who may read configuration could read it: push it below ${INTERNAL_PREFIXES.secret}/`
              : `${name} is configuration: push it below ${INTERNAL_PREFIXES.configuration}/, so that a consumer needs no right on credentials for it`,
        };
      }
    }
  },
};
