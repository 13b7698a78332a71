import { Rule } from '../rule';
import {
  findStores,
  storeReferencesOf,
  storesAreGiven,
} from '../storeReferences';

export const storeNotGiven: Rule = {
  code: 'store-not-given',
  severity: 'note',
  summary: 'The store that is named can be seen, so that it can be judged.',
  *check(input) {
    for (const writer of input.writers) {
      for (const reference of storeReferencesOf(writer)) {
        if (storesAreGiven(input, writer, reference)) {
          continue;
        }
        if (findStores(input, writer, reference).length > 0) {
          continue;
        }
        const isEverywhere =
          reference.kind === 'SecretStore' && writer.isDistribution;
        yield {
          manifest: writer.manifest,
          ...(isEverywhere ? { severity: 'warning' } : {}),
          path: [...reference.path, 'name'],
          message: isEverywhere
            ? `each selected namespace needs a SecretStore ${reference.name} of its own: use a ClusterSecretStore`
            : `the ${reference.kind} ${reference.name} is not among the given files, so nothing is known of it: give its file too`,
        };
      }
    }
  },
};
