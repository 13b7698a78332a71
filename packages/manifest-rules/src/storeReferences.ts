import {
  fieldsListOf,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { RuleInput, Store } from './RuleInput';
import { Writer } from './Writer';
import { storeKey } from './input';
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
    if (!name) return [];
    return [
      { kind: textOf(fieldsOf(value).kind) ?? 'SecretStore', name, path },
    ];
  });
}

/** Whether each entry of a writer knows where to fetch from. */
export function lacksStore(writer: Writer): boolean {
  const { spec } = writer;
  if (textOf(fieldsOf(spec.secretStoreRef).name)) return false;
  return [...fieldsListOf(spec.data), ...fieldsListOf(spec.dataFrom)].some(
    entry => {
      const source = fieldsOf(entry.sourceRef);
      return !source.generatorRef && !textOf(fieldsOf(source.storeRef).name);
    },
  );
}

/** The given store that a reference means; a SecretStore lives in the writer's own namespace. */
export function findStore(
  input: RuleInput,
  writer: Writer,
  reference: StoreReference,
): Store | undefined {
  const { kind, name } = reference;
  if (kind === 'SecretStore' && writer.isDistribution) return undefined;
  return input.storesByKey.get(storeKey(kind, name, writer.manifest.namespace));
}

/**
 * Whether the manifests hold all stores of a reference's kind: when they are
 * said to be everything, or when they bring some of it. A SecretStore that a
 * distribution names has to be in every namespace, which no file can show.
 */
export function storesAreGiven(
  input: RuleInput,
  writer: Writer,
  reference: StoreReference,
): boolean {
  if (reference.kind === 'SecretStore' && writer.isDistribution) return false;
  return (
    input.settings.complete ||
    input.stores.some(({ manifest }) => manifest.kind === reference.kind)
  );
}
