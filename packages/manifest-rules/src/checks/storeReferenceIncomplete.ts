import {
  fieldsOf,
  onceFor,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Path, valueAt } from '../path';
import { RuleInput, Store } from '../RuleInput';
import { Problem, Rule } from '../rule';
import { storeReferencesOf } from '../storeReferences';

/** Fields that name a Secret or a service account. */
const REFERENCE =
  /(?:secretRef|secretKeyRef|serviceAccountRef|serviceAccount|bearerToken|clientCert|clientKey|caProvider)$/i;

/** Paths of references in a provider that name no namespace. */
function* incomplete(value: unknown, path: Path): Iterable<Path> {
  for (const [field, entry] of Object.entries(fieldsOf(value))) {
    if (typeof entry !== 'object' || entry === null) {
      continue;
    }
    const { name, namespace } = fieldsOf(entry);
    if (REFERENCE.test(field) && textOf(name) && !textOf(namespace)) {
      yield [...path, field];
    } else {
      yield* incomplete(entry, [...path, field]);
    }
  }
}

/** The names of the stores, with their kinds. */
const namesOf: (stores: readonly Store[]) => ReadonlySet<string> = onceFor(
  stores =>
    new Set(stores.map(({ manifest }) => `${manifest.kind}/${manifest.name}`)),
);

/** The first incomplete reference of each store for the whole cluster. */
const inStores: (stores: readonly Store[]) => readonly Problem[] = onceFor(
  stores =>
    stores.flatMap(({ manifest }) => {
      if (manifest.kind !== 'ClusterSecretStore') {
        return [];
      }
      const { provider } = fieldsOf(manifest.object.spec);
      const [path] = incomplete(provider, ['spec', 'provider']);
      if (!path) {
        return [];
      }
      return [
        {
          manifest,
          path,
          message:
            'the reference names no namespace, so each ExternalSecret looks for it in its own: add namespace, unless every namespace has one of its own on purpose',
        },
      ];
    }),
);

/** References without a kind to a store that the files have for the whole cluster only. */
function* withoutKind(input: RuleInput): Iterable<Problem> {
  const given = namesOf(input.stores);
  for (const writer of input.writers) {
    for (const { kind, name, path } of storeReferencesOf(writer)) {
      const written = valueAt(writer.manifest.object, path);
      if (kind !== 'SecretStore' || textOf(fieldsOf(written).kind)) {
        continue;
      }
      if (given.has(`SecretStore/${name}`)) {
        continue;
      }
      if (!given.has(`ClusterSecretStore/${name}`)) {
        continue;
      }
      yield {
        manifest: writer.manifest,
        path,
        message: `without a kind this names the SecretStore ${name}, and the files have a ClusterSecretStore of that name: write kind: ClusterSecretStore`,
      };
    }
  }
}

export const storeReferenceIncomplete: Rule = {
  code: 'store-reference-incomplete',
  severity: 'warning',
  summary:
    'References to stores have a kind, and those within a ClusterSecretStore a namespace.',
  *check(input): Iterable<Problem> {
    yield* withoutKind(input);
    yield* inStores(input.stores);
  },
};
