import {
  fieldsListOf,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { kindOfInternalPath } from '@central-secrets/backstage-plugin-central-secrets-common';
import { internalPushesOf, storesOfPush } from '../internalDistribution';
import { pushesOf } from '../pushes';
import { Problem, Rule } from '../rule';

export const internalPushOpen: Rule = {
  code: 'internal-push-open',
  severity: 'warning',
  summary:
    'A push to a path of internal distribution names each key, and a ClusterSecretStore.',
  *check(input): Iterable<Problem> {
    const reported = new Set<object>();
    for (const { push, secretKey, at } of internalPushesOf(input)) {
      const { manifest, path } = push;
      if (!secretKey) {
        yield {
          manifest,
          path: [...at.slice(0, -1)],
          message:
            'the whole Secret is pushed, so a key that its producer adds is distributed too: write one entry with match.secretKey for each key',
        };
      }
      if (reported.has(manifest)) {
        continue;
      }
      reported.add(manifest);
      for (const [index, { kind }] of storesOfPush(push).entries()) {
        if (kind === 'SecretStore') {
          yield {
            manifest,
            path: [...path, 'secretStoreRefs', index],
            message:
              'a SecretStore is of one namespace, and consumers are in others: push to the ClusterSecretStore that they read',
          };
        }
      }
    }
    for (const { manifest, spec, path } of pushesOf(input)) {
      for (const [index, entry] of fieldsListOf(spec.dataTo).entries()) {
        const key = textOf(entry.remoteKey) ?? '';
        const matches = textOf(fieldsOf(entry.match).regexp);
        if (kindOfInternalPath(key)) {
          yield {
            manifest,
            path: [...path, 'dataTo', index],
            message: `the keys are chosen by ${
              matches ? 'an expression' : 'dataTo'
            }, so one that its producer adds may be distributed too: write data with match.secretKey for each key`,
          };
        }
      }
    }
  },
};
