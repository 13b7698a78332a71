import {
  fieldsListOf,
  fieldsOf,
  onceFor,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { RuleInput, Store } from './RuleInput';
import { Writer } from './Writer';
import { storeKey } from './input';
import { nearestOf } from './definitions/suggest';
import { Path } from './path';

/** A place in a writer that names a store. */
export interface StoreReference {
  readonly kind: string;
  readonly name: string;
  readonly path: Path;
}

/** Every store that a writer names; the kind's default is the operator's. */
export function storeReferencesOf(writer: Writer): StoreReference[] {
  const { spec, specPath } = writer;
  const places: { value: unknown; path: Path }[] = [
    { value: spec.secretStoreRef, path: [...specPath, 'secretStoreRef'] },
    ...['data', 'dataFrom'].flatMap(field =>
      fieldsListOf(spec[field]).map((entry, index) => ({
        value: fieldsOf(entry.sourceRef).storeRef,
        path: [...specPath, field, index, 'sourceRef', 'storeRef'],
      })),
    ),
  ];
  return places.flatMap(({ value, path }) => {
    const name = textOf(fieldsOf(value).name);
    if (!name) {
      return [];
    }
    return [
      { kind: textOf(fieldsOf(value).kind) ?? 'SecretStore', name, path },
    ];
  });
}

/** Whether each entry of a writer knows where to fetch from. */
export function lacksStore(writer: Writer): boolean {
  const { spec } = writer;
  if (textOf(fieldsOf(spec.secretStoreRef).name)) {
    return false;
  }
  return [...fieldsListOf(spec.data), ...fieldsListOf(spec.dataFrom)].some(
    entry => {
      const source = fieldsOf(entry.sourceRef);
      return !source.generatorRef && !textOf(fieldsOf(source.storeRef).name);
    },
  );
}

/** The stores of each name, made once for a list of stores. */
const byName: (stores: readonly Store[]) => ReadonlyMap<string, Store[]> =
  onceFor(stores => {
    const named = new Map<string, Store[]>();
    for (const store of stores) {
      const { kind, name } = store.manifest;
      const same = named.get(`${kind}/${name}`);
      if (same) {
        same.push(store);
      } else {
        named.set(`${kind}/${name}`, [store]);
      }
    }
    return named;
  });

/** Whether an ExternalSecret may be in the namespace of a store, as far as the files tell. */
function mayShareNamespace(writer: Writer, store: Store): boolean {
  return (
    store.manifest.kind === 'ClusterSecretStore' ||
    writer.namespace === undefined ||
    store.namespace === undefined ||
    writer.namespace === store.namespace
  );
}

/**
 * The given stores that a reference may mean; a SecretStore lives in the
 * writer's own namespace. Several where the files are of several clusters.
 */
export function findStores(
  input: RuleInput,
  writer: Writer,
  reference: StoreReference,
): readonly Store[] {
  const { kind, name } = reference;
  if (kind === 'SecretStore' && writer.isDistribution) {
    return [];
  }
  const { together } = input.origins;
  if (!together && writer.namespace) {
    const store = input.storesByKey.get(storeKey(kind, name, writer.namespace));
    if (store) {
      return [store];
    }
  }
  if (!together && kind === 'ClusterSecretStore') {
    const store = input.storesByKey.get(storeKey(kind, name, undefined));
    return store ? [store] : [];
  }
  const stores = (byName(input.stores).get(`${kind}/${name}`) ?? []).filter(
    store => mayShareNamespace(writer, store),
  );
  const certain = stores.filter(
    store => together?.(store.manifest, writer.manifest) === 'certain',
  );
  return certain.length > 0 ? certain : stores;
}

/**
 * Whether the manifests hold all stores of a reference's kind: when they are
 * said to be everything, or when they bring some of it for the same cluster.
 * Outside of a hub a file often brings one store and uses another that someone
 * else keeps; there only a name like that of a given one is taken for a mistake. A
 * SecretStore that a distribution names has to be in every namespace, which no
 * file can show.
 */
export function storesAreGiven(
  input: RuleInput,
  writer: Writer,
  reference: StoreReference,
): boolean {
  const { together } = input.origins;
  const { kind } = reference;
  if (kind === 'SecretStore') {
    if (writer.isDistribution || writer.namespace === undefined) {
      return false;
    }
  }
  return (
    input.settings.complete ||
    input.stores.some(
      ({ manifest }) =>
        manifest.kind === kind &&
        (!together ||
          (together(manifest, writer.manifest) === 'certain' &&
            (input.isHub ||
              nearestOf(reference.name, [manifest.name]) !== undefined))),
    )
  );
}
