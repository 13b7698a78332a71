import {
  Labels,
  NamespaceRecord,
  StoreRecord,
  isSelected,
  requirementsOf,
  storeAllows,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { RuleInput, Store } from '../RuleInput';
import { Writer } from '../Writer';
import { NAME_LABEL } from '../input';
import { selectedNamespaces } from '../reached';
import { Rule } from '../rule';
import { findStores, storeReferencesOf } from '../storeReferences';

/** The namespaces that are known to be reached: given ones, and those that a selector names. */
function knownTargets(input: RuleInput, writer: Writer): Map<string, Labels> {
  const selectors = writer.selectors.map(({ selector }) => selector);
  const named = selectors
    .flatMap(requirementsOf)
    .filter(({ key, operator }) => key === NAME_LABEL && operator === 'In')
    .flatMap(({ values = [] }) => values);
  return new Map([
    ...named
      .filter(name => !input.namespaces.has(name))
      .map((name): [string, Labels] => [name, { [NAME_LABEL]: name }])
      .filter(([, labels]) => isSelected({ selectors }, { labels })),
    ...selectedNamespaces(input, selectors),
  ]);
}

function allows(store: Store, name: string, labels: Labels): boolean {
  const record: Pick<StoreRecord, 'kind' | 'conditions'> = {
    kind: store.manifest.kind as StoreRecord['kind'],
    conditions: store.conditions,
  };
  // `storeAllows` reads only these fields of both records.
  return storeAllows(
    record as StoreRecord,
    { name, labels } as NamespaceRecord,
  );
}

export const storeDenies: Rule = {
  code: 'store-denies',
  severity: 'error',
  summary:
    "The store's conditions let every namespace use it that is known to be reached.",
  *check(input) {
    for (const writer of input.writers) {
      for (const reference of storeReferencesOf(writer)) {
        const stores = findStores(input, writer, reference);
        if (stores.length === 0) {
          continue;
        }
        // A patch may let further namespaces in, or name another store.
        const { isPatched } = input.origins;
        if (isPatched?.(writer.manifest)) {
          continue;
        }
        if (stores.some(({ manifest }) => isPatched?.(manifest))) {
          continue;
        }
        if (stores.some(({ conditions }) => conditions.length === 0)) {
          continue;
        }
        const denied = [...knownTargets(input, writer)]
          .filter(([name, labels]) =>
            stores.every(store => !allows(store, name, labels)),
          )
          .map(([name]) => name)
          // The same message, in whichever order the namespaces are given.
          .sort();
        if (denied.length === 0) {
          continue;
        }
        yield {
          manifest: writer.manifest,
          other: { manifest: stores[0].manifest, path: ['spec', 'conditions'] },
          path: [...reference.path, 'name'],
          message: `the conditions of ${reference.kind} ${
            reference.name
          } exclude ${denied.join(
            ', ',
          )}: add it to the store's spec.conditions, or do not select it`,
        };
      }
    }
  },
};
