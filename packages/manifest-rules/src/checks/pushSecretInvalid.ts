import {
  fieldsListOf,
  fieldsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { pushesOf } from '../pushes';
import { Problem, Rule } from '../rule';

export const pushSecretInvalid: Rule = {
  code: 'push-secret-invalid',
  severity: 'error',
  summary:
    'A PushSecret names one source, at least one store, and something to push.',
  *check(input): Iterable<Problem> {
    for (const { manifest, spec, path } of pushesOf(input)) {
      const { secret, generatorRef } = fieldsOf(spec.selector);
      const sources = [secret, generatorRef].filter(Boolean).length;
      if (sources !== 1) {
        yield {
          manifest,
          path: [...path, 'selector'],
          message:
            sources === 0
              ? 'the selector names no source: write selector.secret.name, or selector.generatorRef'
              : 'secret and generatorRef exclude each other: make a PushSecret of each',
        };
      }
      if (fieldsListOf(spec.secretStoreRefs).length === 0) {
        yield {
          manifest,
          path: [...path, 'secretStoreRefs'],
          message:
            'no store is named to push to: write secretStoreRefs with kind and name',
        };
      }
      const entries = ['data', 'dataTo'].flatMap(field =>
        fieldsListOf(spec[field]),
      );
      // A whole Secret is pushed by an entry without secretKey.
      if (entries.length === 0) {
        yield {
          manifest,
          path,
          message:
            'nothing is pushed: write data with match.remoteRef.remoteKey',
        };
      }
    }
  },
};
