import { textOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { generatorReferencesOf } from '../generatorReferences';
import { Problem, Rule } from '../rule';
import { isSubstituted } from '../substitutions';

const API_VERSION = 'generators.external-secrets.io/v1alpha1';

export const generatorReferenceInvalid: Rule = {
  code: 'generator-reference-invalid',
  severity: 'error',
  summary:
    'A generator is named in the version that exists, and by a distribution as one of the whole cluster.',
  *check({ writers }): Iterable<Problem> {
    for (const writer of writers) {
      const { manifest, isDistribution } = writer;
      for (const { reference, path } of generatorReferencesOf(writer)) {
        const apiVersion = textOf(reference.apiVersion);
        const kind = textOf(reference.kind);
        if (apiVersion && apiVersion !== API_VERSION) {
          yield {
            manifest,
            path: [...path, 'apiVersion'],
            message: `there are no generators in ${apiVersion}: write apiVersion: ${API_VERSION}`,
            ...(isSubstituted(apiVersion)
              ? {}
              : {
                  fix: {
                    what: 'replace',
                    path: [...path, 'apiVersion'],
                    value: API_VERSION,
                  },
                }),
          };
        }
        if (!isDistribution || !kind || isSubstituted(kind)) {
          continue;
        }
        if (kind === 'ClusterGenerator') {
          continue;
        }
        yield {
          manifest,
          path: [...path, 'kind'],
          severity: 'warning',
          message: `each selected namespace needs ${kind} ${
            textOf(reference.name) ?? ''
          } of its own: make a ClusterGenerator of it, and name that`,
        };
      }
    }
  },
};
