import { StoreCondition, StoreRecord } from '../records';
import { readyConditionOf } from './condition';
import {
  Fields,
  fieldsListOf,
  fieldsOf,
  nameOf,
  openObject,
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
 * A raw ClusterSecretStore or SecretStore as a record. It keeps only the
 * provider's name, and the namespace that the provider `kubernetes` reads: the
 * other fields may hold values (ESO's fake provider).
 *
 * @throws InputError when it is neither
 * @public
 */
export function parseStore(object: unknown): StoreRecord {
  const { kind, namespace, name, uid, spec, status } = openObject(object, [
    'ClusterSecretStore',
    'SecretStore',
  ]);
  const controller = nameOf(spec.controller);
  const ready = readyConditionOf(status);
  const storeKind = (kind ??
    (namespace ? 'SecretStore' : 'ClusterSecretStore')) as StoreRecord['kind'];
  const isClusterWide = storeKind === 'ClusterSecretStore';
  const provider = fieldsOf(spec.provider);
  const remoteNamespace = nameOf(fieldsOf(provider.kubernetes).remoteNamespace);
  return {
    kind: storeKind,
    ...(namespace ? { namespace } : {}),
    name,
    uid,
    ...(controller ? { controller } : {}),
    provider: nameOf(Object.keys(provider)[0]) ?? '',
    ...(remoteNamespace ? { remoteNamespace } : {}),
    // A SecretStore's are looked at by nothing, and a team writes them.
    conditions: isClusterWide
      ? fieldsListOf(spec.conditions).map(storeConditionOf)
      : [],
    ...(ready ? { ready } : {}),
  };
}
