import { RuleInput } from '../RuleInput';
import { Rule } from '../rule';
import {
  findStores,
  lacksStore,
  storeReferencesOf,
  storesAreGiven,
} from '../storeReferences';

/** How many given stores a message names. */
const NAMED = 5;

function givenNames({ stores }: RuleInput, kind: string): string {
  const names: string[] = [];
  for (const { manifest } of stores) {
    if (manifest.kind !== kind) {
      continue;
    }
    if (names.length === NAMED) {
      return `${names.join(', ')} and others`;
    }
    names.push(manifest.name);
  }
  return names.join(', ');
}

export const storeMissing: Rule = {
  code: 'store-missing',
  severity: 'error',
  summary: 'The store that is named is among the given ones.',
  *check(input) {
    for (const writer of input.writers) {
      const { manifest, specPath } = writer;
      if (input.origins.isPatched?.(manifest)) {
        continue;
      }
      if (lacksStore(writer)) {
        yield {
          manifest,
          path: [...specPath, 'secretStoreRef'],
          message:
            'no store is named to fetch from: write secretStoreRef with kind and name',
        };
      }
      for (const reference of storeReferencesOf(writer)) {
        if (!storesAreGiven(input, writer, reference)) {
          continue;
        }
        if (findStores(input, writer, reference).length > 0) {
          continue;
        }
        const given = givenNames(input, reference.kind);
        yield {
          manifest,
          path: [...reference.path, 'name'],
          message: `there is no ${reference.kind} ${reference.name}${
            given && ` among the given ones (${given})`
          }: name one that exists, or add it`,
        };
      }
    }
  },
};
