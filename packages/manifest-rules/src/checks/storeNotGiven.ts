import { Rule } from '../rule';
import { storeReferencesOf, storesAreGiven } from '../storeReferences';

export const storeNotGiven: Rule = {
  code: 'store-not-given',
  severity: 'warning',
  summary: 'The store that is named can be seen, so that it can be judged.',
  *check(input) {
    for (const writer of input.writers) {
      for (const reference of storeReferencesOf(writer)) {
        if (storesAreGiven(input, writer, reference)) continue;
        yield {
          manifest: writer.manifest,
          path: [...reference.path, 'name'],
          message:
            reference.kind === 'SecretStore' && writer.isDistribution
              ? `each selected namespace needs a SecretStore ${reference.name} of its own: use a ClusterSecretStore`
              : `the ${reference.kind} ${reference.name} is not among the given files, so nothing is known of it: give its file too`,
        };
      }
    }
  },
};
