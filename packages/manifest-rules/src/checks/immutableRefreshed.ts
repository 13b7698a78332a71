import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

export const immutableRefreshed: Rule = {
  code: 'immutable-refreshed',
  severity: 'warning',
  summary: 'An immutable Secret is not refreshed, because it cannot change.',
  *check({ writers }) {
    for (const { manifest, spec, specPath, record } of writers) {
      if (fieldsOf(spec.target).immutable !== true || !record) {
        continue;
      }
      if (record.refreshPolicy === 'CreatedOnce') {
        continue;
      }
      if (record.refreshIntervalMs === 0) {
        continue;
      }
      yield {
        manifest,
        path: [...specPath, 'target', 'immutable'],
        message:
          'the Secret is immutable and refreshed: a change at the source does not reach it, and the operator still reports SecretSynced: write refreshPolicy: CreatedOnce, or leave immutable out',
      };
    }
  },
};
