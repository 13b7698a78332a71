import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { isWithoutQuotes } from '../isWithoutQuotes';
import { Path, valueAt } from '../path';
import { Rule } from '../rule';
import { isSubstituted } from '../substitutions';

const NAME = /^(?:[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?)$/;
const PREFIX = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?)?$/;

function isQualifiedName(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash < 0) {
    return NAME.test(key);
  }
  return PREFIX.test(key.slice(0, slash)) && NAME.test(key.slice(slash + 1));
}

function problemOf(
  field: string,
  key: string,
  value: unknown,
): string | undefined {
  if (isSubstituted(key)) {
    return undefined;
  }
  if (!isQualifiedName(key)) {
    return `"${key}" is not a key of ${field}: use an optional domain and "/", and up to 63 letters, digits, "-", "_" and "."`;
  }
  if (value !== null && typeof value !== 'string') {
    return `the value of ${key} is not a text: write it in quotes`;
  }
  if (field === 'annotations' || !value || isSubstituted(value)) {
    return undefined;
  }
  return VALUE.test(value)
    ? undefined
    : `the value of ${key} is not a label value: use up to 63 letters, digits, "-", "_" and ".", or an annotation`;
}

export const labelInvalid: Rule = {
  code: 'label-invalid',
  severity: 'error',
  summary: 'The API server takes every label and annotation.',
  *check({ manifests, writers }) {
    const places: { manifest: (typeof manifests)[number]; path: Path }[] = [
      ...manifests
        .filter(({ group }) => group.endsWith('external-secrets.io'))
        .map(manifest => ({ manifest, path: ['metadata'] })),
      ...writers.flatMap(({ manifest, specPath, isDistribution }) => [
        { manifest, path: [...specPath, 'target', 'template', 'metadata'] },
        ...(isDistribution
          ? [{ manifest, path: ['spec', 'externalSecretMetadata'] }]
          : []),
      ]),
    ];
    for (const { manifest, path } of places) {
      const metadata = fieldsOf(valueAt(manifest.object, path));
      for (const field of ['labels', 'annotations']) {
        for (const [key, value] of Object.entries(fieldsOf(metadata[field]))) {
          const message = problemOf(field, key, value);
          if (!message) {
            continue;
          }
          const at = [...path, field, key];
          yield {
            manifest,
            path: at,
            message,
            ...(isQualifiedName(key) && isWithoutQuotes(value)
              ? { fix: { what: 'quote', path: at } }
              : {}),
          };
        }
      }
    }
  },
};
