import { Rule } from '../rule';
import {
  findStore,
  lacksStore,
  storeReferencesOf,
  storesAreGiven,
} from '../storeReferences';

export const storeMissing: Rule = {
  code: 'store-missing',
  severity: 'error',
  summary: 'The store that is named is among the given ones.',
  *check(input) {
    for (const writer of input.writers) {
      const { manifest, specPath } = writer;
      if (lacksStore(writer)) {
        yield {
          manifest,
          path: [...specPath, 'secretStoreRef'],
          message:
            'no store is named to fetch from: write secretStoreRef with kind and name',
        };
      }
      for (const reference of storeReferencesOf(writer)) {
        if (!storesAreGiven(input, writer, reference)) continue;
        if (findStore(input, writer, reference)) continue;
        const given = input.stores
          .filter(store => store.manifest.kind === reference.kind)
          .map(store => store.manifest.name);
        yield {
          manifest,
          path: [...reference.path, 'name'],
          message: `there is no ${reference.kind} ${reference.name}${
            given.length > 0
              ? ` among the given ones (${given.join(', ')})`
              : ''
          }: name one that exists, or add it`,
        };
      }
    }
  },
};
