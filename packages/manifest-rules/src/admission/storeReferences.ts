import { fieldAt, listAt } from './fieldAt';
import { HubProblem } from './HubProblem';

/** A place in a specification that names a store. */
export interface StoreReference {
  readonly value: unknown;
  readonly path: HubProblem['path'];
}

/** The store references of a list: its entries, or a field of each. */
export function referencesOfEntries(
  spec: unknown,
  place: HubProblem['path'],
  list: string,
  field?: string,
): StoreReference[] {
  return listAt(spec, list).map((entry, index) => ({
    value: field === undefined ? entry : fieldAt(entry, field),
    path: [...place, list, index, ...(field?.split('.') ?? [])],
  }));
}

/** Whether a reference means a store of the whole cluster; by default it does not. */
export function isClusterWide({ value }: StoreReference): boolean {
  return fieldAt(value, 'kind') === 'ClusterSecretStore';
}
