import {
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

/** The values that ESO's CRD lists. */
const ALLOWED = {
  creationPolicy: ['Owner', 'Orphan', 'Merge', 'None', 'CreateOrMerge'],
  deletionPolicy: ['Retain', 'Delete', 'Merge'],
};

export const policiesRefused: Rule = {
  code: 'policies-refused',
  severity: 'error',
  summary:
    "creationPolicy and deletionPolicy are the operator's, and go together (validatePolicies in its webhook).",
  *check({ writers }) {
    for (const { manifest, spec, specPath } of writers) {
      const target = fieldsOf(spec.target);
      for (const [field, allowed] of Object.entries(ALLOWED)) {
        const value = textOf(target[field]);
        if (!value || allowed.includes(value)) {
          continue;
        }
        yield {
          manifest,
          path: [...specPath, 'target', field],
          message: `there is no ${field} ${value}: use ${allowed.join(', ')}`,
        };
      }
      const creation = textOf(target.creationPolicy) ?? 'Owner';
      const deletion = textOf(target.deletionPolicy) ?? 'Retain';
      const path = [...specPath, 'target', 'deletionPolicy'];
      if (
        deletion === 'Delete' &&
        ['Merge', 'None', 'CreateOrMerge'].includes(creation)
      ) {
        yield {
          manifest,
          path,
          message: `deletionPolicy Delete is refused with creationPolicy ${creation}, because the Secret is not the operator's own: use creationPolicy Owner, or deletionPolicy Retain`,
        };
      } else if (deletion === 'Merge' && creation === 'None') {
        yield {
          manifest,
          path,
          message:
            'deletionPolicy Merge is refused with creationPolicy None, because there is no Secret to merge with: use deletionPolicy Retain',
        };
      }
    }
  },
};
