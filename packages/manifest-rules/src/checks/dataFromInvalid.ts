import {
  Fields,
  fieldsListOf,
  fieldsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

const EXTRACT_FIELDS = [
  'conversionStrategy',
  'decodingStrategy',
  'key',
  'metadataPolicy',
  'property',
  'version',
];

/** Whether an entry has the fields of `extract`, which v1alpha1 had in this place. */
function isExtractAlone(entry: Fields): boolean {
  return (
    typeof entry.key === 'string' &&
    Object.keys(entry).every(field => EXTRACT_FIELDS.includes(field))
  );
}

export const dataFromInvalid: Rule = {
  code: 'data-from-invalid',
  severity: 'error',
  summary:
    'Each entry of dataFrom is exactly one of extract, find and a generator.',
  *check({ writers }) {
    for (const { manifest, spec, specPath } of writers) {
      for (const [index, entry] of fieldsListOf(spec.dataFrom).entries()) {
        const source = fieldsOf(entry.sourceRef);
        const ways = [
          ...(entry.extract ? ['extract'] : []),
          ...(entry.find ? ['find'] : []),
          ...(source.generatorRef ? ['sourceRef.generatorRef'] : []),
        ];
        if (ways.length === 1) {
          continue;
        }
        // The webhook lets a store alone pass, but then nothing is fetched.
        yield {
          manifest,
          path: [...specPath, 'dataFrom', index],
          message:
            ways.length === 0
              ? `the entry fetches nothing: ${
                  'key' in entry
                    ? 'move "key" below "extract", as in extract: { key: app }'
                    : 'write extract, find or sourceRef.generatorRef'
                }`
              : `${ways.join(
                  ' and ',
                )} exclude each other: make an entry of each`,
          ...(isExtractAlone(entry)
            ? {
                fix: {
                  what: 'nest',
                  path: [...specPath, 'dataFrom', index],
                  under: 'extract',
                },
              }
            : {}),
        };
      }
    }
  },
};
