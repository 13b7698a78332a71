import {
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { HUB_ACCESS_CONFIG_MAP } from './admission/HubAccess';
import { DEFAULT_HUB_ACCESS } from './admission/defaultHubAccess';
import { DEFAULT_HUB_NAMES } from './admission/hubNames';
import { Manifest } from './manifest';

const HUB_PREFIX = /^central-secrets\//;

const isHubStore = (name: string | undefined) =>
  name !== undefined && DEFAULT_HUB_ACCESS.hubStores.includes(name);

function isHubObject({ group, kind, name, object }: Manifest): boolean {
  if (group === '') {
    if (kind === 'ConfigMap') {
      return name === HUB_ACCESS_CONFIG_MAP;
    }
    return kind === 'Namespace' && name === DEFAULT_HUB_NAMES.hubNamespace;
  }
  if (group !== 'external-secrets.io') {
    return false;
  }
  if (kind === 'ClusterSecretStore') {
    return isHubStore(name);
  }
  if (kind !== 'ClusterExternalSecret') {
    return false;
  }
  const { annotations } = fieldsOf(object.metadata);
  const spec = fieldsOf(fieldsOf(object.spec).externalSecretSpec);
  return (
    Object.keys(fieldsOf(annotations)).some(key => HUB_PREFIX.test(key)) ||
    isHubStore(textOf(fieldsOf(spec.secretStoreRef).name))
  );
}

/** Whether some of the manifests are those of a hub of central secrets. */
export function holdsHubObjects(manifests: readonly Manifest[]): boolean {
  return manifests.some(isHubObject);
}
