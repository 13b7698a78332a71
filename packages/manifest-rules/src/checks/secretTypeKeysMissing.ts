import { Rule } from '../rule';
import { requiredKeys } from '../secretTypes';

export const secretTypeKeysMissing: Rule = {
  code: 'secret-type-keys-missing',
  severity: 'error',
  summary:
    'The Secret has the keys that its type asks for, or the API server refuses it.',
  *check({ writers }) {
    for (const { manifest, record, specPath } of writers) {
      const keys = record?.keys;
      // Keys that only the source knows cannot be judged.
      if (!record || !keys) {
        continue;
      }
      for (const group of requiredKeys(record.targetType)) {
        if (group.some(key => keys.includes(key))) {
          continue;
        }
        yield {
          manifest,
          path: [...specPath, 'target', 'template', 'type'],
          message: `a Secret of type ${
            record.targetType
          } needs the key ${group.join(' or ')}, and this one has ${
            keys.join(', ') || 'none'
          }: add it to target.template.data, or use type Opaque`,
        };
      }
    }
  },
};
