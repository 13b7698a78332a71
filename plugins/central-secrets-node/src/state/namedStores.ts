import { DeliveryInput } from './delivery';
import {
  ExternalSecretSpecRecord,
  StoreRecord,
  StoreReference,
} from '../records';
import { storeAllows } from '../selection';
import { kindProblem, KindProblem } from './observations';

/** A store that a delivery reads, and what is known of it. */
export interface NamedStore extends StoreReference {
  /** undefined: it does not exist, or its kind is not known. */
  readonly record?: StoreRecord;
  /** Why its kind is not known now. */
  readonly problem?: KindProblem;
}

/** Every store that a delivery reads, in the order of its spec. */
export function nameStores(
  input: DeliveryInput,
  { stores }: ExternalSecretSpecRecord,
): NamedStore[] {
  return stores.map(({ kind, name }) => ({
    kind,
    name,
    record: input.stores.find(
      store => store.kind === kind && store.name === name,
    ),
    problem: kindProblem(
      input,
      kind === 'ClusterSecretStore' ? 'clustersecretstores' : 'secretstores',
    ),
  }));
}

/** The store, by kind and name. */
export function storeTitle({ kind, name }: StoreReference): string {
  return `${kind} ${name}`;
}

/** Why stores' kinds are not known, once for each kind. */
export function problemsOf(stores: readonly NamedStore[]): KindProblem[] {
  const byKind = new Map(stores.map(({ kind, problem }) => [kind, problem]));
  return [...byKind.values()].filter(problem => problem !== undefined);
}

/** Whether a store is known not to exist. */
export function isMissing({ record, problem }: NamedStore): boolean {
  return !record && !problem;
}

/**
 * Whether the operator does not read a store. Its flood gate requires
 * Ready=True, so a store that was never validated counts as down.
 */
export function isDown({ record }: NamedStore): boolean {
  return record !== undefined && record.ready?.status !== 'True';
}

/** Whether a store's conditions exclude the namespace of a delivery. */
export function excludes(
  { record }: NamedStore,
  { namespace }: DeliveryInput,
): boolean {
  return record !== undefined && !storeAllows(record, namespace);
}

/** The store that the operator's text about a failure names, if it is one of these. */
export function findNamedIn(
  text: string,
  stores: readonly NamedStore[],
): NamedStore | undefined {
  const [, kind, name, clusterName] =
    /\b((?:Cluster)?SecretStore) "([^"]+)"|\bcluster store "([^"]+)"/.exec(
      text,
    ) ?? [];
  return stores.find(store =>
    clusterName === undefined
      ? store.name === name && store.kind === kind
      : store.name === clusterName && store.kind === 'ClusterSecretStore',
  );
}

/** The stores that a failure may be about: the one that its text names, else all. */
export function suspectsOf(
  stores: readonly NamedStore[],
  text: string,
): readonly NamedStore[] {
  const named = findNamedIn(text, stores);
  return named ? [named] : stores;
}

/** Stores by kind and name. */
export function titlesOf(stores: readonly StoreReference[]): string {
  return stores.map(storeTitle).join(', ');
}
