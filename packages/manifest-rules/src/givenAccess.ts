import { DEFAULT_HUB_ACCESS } from './admission/defaultHubAccess';
import {
  HUB_ACCESS_CONFIG_MAP,
  HubAccess,
  parseHubAccess,
} from './admission/HubAccess';
import { Manifest } from './manifest';
import { RuleSettings } from './settings';

/** The parameters of the hub's policies, as far as the manifests tell them. @public */
export interface GivenAccess {
  readonly access: HubAccess;
  /**
   * Whether they are among the manifests: an object that they refuse is wrong
   * then.
   */
  readonly isGiven: boolean;
}

/**
 * The parameters of the first ConfigMap `central-secrets-access` among the
 * manifests; a patch of it may hold some keys alone. Without one, those of
 * `deploy/` with the settings' protected namespaces.
 */
export function givenAccess(
  manifests: readonly Manifest[],
  { protectedNamespaces }: RuleSettings,
): GivenAccess {
  const usual = { ...DEFAULT_HUB_ACCESS, protectedNamespaces };
  const given = manifests.find(
    ({ group, kind, name }) =>
      group === '' && kind === 'ConfigMap' && name === HUB_ACCESS_CONFIG_MAP,
  );
  return given
    ? { access: parseHubAccess(given.object.data, usual), isGiven: true }
    : { access: usual, isGiven: false };
}
