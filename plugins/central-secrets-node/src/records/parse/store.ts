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

/** The names under which a pod reaches its own cluster's API server. */
const OWN_SERVER =
  /^(?:https:\/\/)?kubernetes(?:\.default(?:\.svc(?:\.cluster\.local)?)?)?(?::443)?\/?$/;

/** Whether a store of the provider `kubernetes` may read another cluster. */
function hasOwnServer({ server, authRef }: Fields): boolean {
  const url = fieldsOf(server).url ?? 'kubernetes.default';
  return Boolean(authRef) || !OWN_SERVER.test(String(url));
}

/** The service account of a store, as `namespace/name`. */
function accountOf({ auth, authRef }: Fields): string | undefined {
  const { namespace, name } = fieldsOf(fieldsOf(auth).serviceAccount);
  const account = [nameOf(namespace), nameOf(name)];
  return authRef || account.includes(undefined) ? undefined : account.join('/');
}

/** The mount and version of the provider `vault`; the default is that of ESO's CRD. */
function vaultOf({ path, version }: Fields): StoreRecord['vault'] {
  const mount = nameOf(path);
  return {
    ...(mount ? { mount } : {}),
    version: version === 'v1' ? 'v1' : 'v2',
  };
}

/**
 * A raw ClusterSecretStore or SecretStore as a record. It keeps only the
 * provider's name, from where and as whom the provider `kubernetes` reads, and
 * the mount of the provider `vault`: the other fields may hold values (ESO's
 * fake provider).
 *
 * @throws InputError when it is neither
 * @public
 */
export function parseStore(object: unknown): StoreRecord {
  const { kind, namespace, name, uid, createdAt, spec, status } = openObject(
    object,
    ['ClusterSecretStore', 'SecretStore'],
  );
  const controller = nameOf(spec.controller);
  const ready = readyConditionOf(status);
  const storeKind = (kind ??
    (namespace ? 'SecretStore' : 'ClusterSecretStore')) as StoreRecord['kind'];
  const isClusterWide = storeKind === 'ClusterSecretStore';
  const provider = fieldsOf(spec.provider);
  const kubernetes = fieldsOf(provider.kubernetes);
  const remoteNamespace = nameOf(kubernetes.remoteNamespace);
  // A team's own store may name any account: what that one may do is not told.
  const account = isClusterWide ? accountOf(kubernetes) : undefined;
  return {
    kind: storeKind,
    ...(namespace ? { namespace } : {}),
    name,
    uid,
    createdAt,
    ...(controller ? { controller } : {}),
    provider: nameOf(Object.keys(provider)[0]) ?? '',
    ...(remoteNamespace ? { remoteNamespace } : {}),
    ...(account ? { account } : {}),
    ...(remoteNamespace && hasOwnServer(kubernetes)
      ? { hasOwnServer: true }
      : {}),
    ...(provider.vault ? { vault: vaultOf(fieldsOf(provider.vault)) } : {}),
    // A SecretStore's are looked at by nothing, and a team writes them.
    conditions: isClusterWide
      ? fieldsListOf(spec.conditions).map(storeConditionOf)
      : [],
    ...(ready ? { ready } : {}),
  };
}
