import {
  fieldsListOf,
  fieldsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

export const dataMissing: Rule = {
  code: 'data-missing',
  severity: 'error',
  summary: 'Something is fetched: data or dataFrom has an entry.',
  *check({ writers, origins }) {
    for (const { manifest, spec, specPath } of writers) {
      if (fieldsListOf(spec.data).length > 0) {
        continue;
      }
      if (fieldsListOf(spec.dataFrom).length > 0) {
        continue;
      }
      if (origins.isPatched?.(manifest)) {
        continue;
      }
      const misplaced = fieldsListOf(fieldsOf(spec.target).data).length > 0;
      yield {
        manifest,
        path: misplaced ? [...specPath, 'target', 'data'] : specPath,
        message: misplaced
          ? 'neither data nor dataFrom is given, and "data" below "target" is not read: move it up one level, beside "target"'
          : 'neither data nor dataFrom is given: write what to fetch, such as data: [{ secretKey: token, remoteRef: { key: github-pat, property: token } }]',
      };
    }
  },
};
