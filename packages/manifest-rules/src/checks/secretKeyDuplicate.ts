import {
  fieldsListOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

export const secretKeyDuplicate: Rule = {
  code: 'secret-key-duplicate',
  severity: 'error',
  summary: 'No two entries of data have one secretKey.',
  *check({ writers }) {
    for (const { manifest, spec, specPath } of writers) {
      const seen = new Set<string>();
      for (const [index, entry] of fieldsListOf(spec.data).entries()) {
        const key = textOf(entry.secretKey);
        if (!key) {
          continue;
        }
        if (seen.has(key)) {
          yield {
            manifest,
            path: [...specPath, 'data', index, 'secretKey'],
            message: `secretKey ${key} is there twice, and only one value can have it: give each entry a key of its own`,
          };
        }
        seen.add(key);
      }
    }
  },
};
