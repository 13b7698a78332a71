import {
  fieldsListOf,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { pushesOf } from '../pushes';
import { Rule } from '../rule';

export const pushTargetDuplicate: Rule = {
  code: 'push-target-duplicate',
  severity: 'error',
  summary:
    'No two entries of a PushSecret write the same value at the provider.',
  *check(input) {
    for (const { manifest, spec, path } of pushesOf(input)) {
      const seen = new Set<string>();
      for (const [index, entry] of fieldsListOf(spec.data).entries()) {
        const { remoteRef } = fieldsOf(entry.match);
        const { remoteKey, property } = fieldsOf(remoteRef);
        const key = textOf(remoteKey);
        if (!key) {
          continue;
        }
        const target = textOf(property) ? `${key} (${property})` : key;
        if (seen.has(target)) {
          yield {
            manifest,
            path: [...path, 'data', index, 'match', 'remoteRef', 'remoteKey'],
            message: `another entry pushes to ${target} too, and only one value stays there: give each entry a remoteKey or property of its own`,
          };
        }
        seen.add(target);
      }
    }
  },
};
