import { StoreCondition, StoreRecord } from '../records';
import { readyConditionOf } from './condition';
import {
  Fields,
  fieldsListOf,
  fieldsOf,
  openObject,
  textOf,
  textsOf,
} from './fields';
import { labelSelectorOf } from './labelSelector';

function storeConditionOf(entry: Fields): StoreCondition {
  return {
    ...(entry.namespaceSelector
      ? { namespaceSelector: labelSelectorOf(entry.namespaceSelector) }
      : {}),
    ...(entry.namespaces ? { namespaces: textsOf(entry.namespaces) } : {}),
    ...(entry.namespaceRegexes
      ? { namespaceRegexes: textsOf(entry.namespaceRegexes) }
      : {}),
  };
}

/**
 * A raw ClusterSecretStore or SecretStore as a record. Of the provider only
 * its name is kept: what stands below may hold values (ESO's fake provider).
 *
 * @throws InputError when it is neither
 * @public
 */
export function parseStore(object: unknown): StoreRecord {
  const { kind, namespace, name, uid, spec, status } = openObject(object, [
    'ClusterSecretStore',
    'SecretStore',
  ]);
  const controller = textOf(spec.controller);
  const ready = readyConditionOf(status);
  return {
    kind: (kind ??
      (namespace
        ? 'SecretStore'
        : 'ClusterSecretStore')) as StoreRecord['kind'],
    ...(namespace ? { namespace } : {}),
    name,
    uid,
    ...(controller ? { controller } : {}),
    provider: Object.keys(fieldsOf(spec.provider))[0] ?? '',
    conditions: fieldsListOf(spec.conditions).map(storeConditionOf),
    ...(ready ? { ready } : {}),
  };
}
