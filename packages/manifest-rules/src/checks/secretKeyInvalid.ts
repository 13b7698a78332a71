import {
  fieldsListOf,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';
import { isSubstituted } from '../substitutions';

/** A key of a Secret's data (`IsConfigMapKey` of Kubernetes). */
function isKey(key: string): boolean {
  return (
    /^[-._a-zA-Z0-9]{1,253}$/.test(key) && key !== '.' && !key.startsWith('..')
  );
}

export const secretKeyInvalid: Rule = {
  code: 'secret-key-invalid',
  severity: 'error',
  summary: 'The API server takes every key of the Secret.',
  *check({ writers }) {
    for (const { manifest, spec, specPath } of writers) {
      const template = fieldsOf(fieldsOf(spec.target).template);
      // Keys that a template only reads are no keys of the Secret.
      const fetched = Object.keys(fieldsOf(template.data)).length
        ? []
        : fieldsListOf(spec.data).map((entry, index) => ({
            key: textOf(entry.secretKey),
            path: [...specPath, 'data', index, 'secretKey'],
          }));
      const made = Object.keys(fieldsOf(template.data)).map(key => ({
        key,
        path: [...specPath, 'target', 'template', 'data', key],
      }));
      for (const { key, path } of [...fetched, ...made]) {
        if (!key || isKey(key) || isSubstituted(key)) {
          continue;
        }
        yield {
          manifest,
          path,
          message: `"${key}" is not a key of a Secret: use letters, digits, "-", "_" and "."`,
        };
      }
    }
  },
};
