import {
  Fields,
  fieldsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/**
 * The parameters of the policies in `deploy/base/admission`: the keys of the
 * ConfigMap `central-secrets-access`, each line trimmed, empty lines left out.
 *
 * @public
 */
export interface HubAccess {
  readonly requestLabelPrefix: string;
  readonly requestLabelWriters: readonly string[];
  readonly requestLabelUsers: readonly string[];
  readonly requestLabelGroups: readonly string[];
  readonly ownerLabels: readonly string[];
  readonly protectedNamespaces: readonly string[];
  /** The ClusterSecretStores that read the hub. */
  readonly hubStores: readonly string[];
  readonly distributors: readonly string[];
  readonly hubOwnerGroups: readonly string[];
  readonly hubOwnerUsers: readonly string[];
  readonly teamStoreProviders: readonly string[];
  readonly teamVaultServers: readonly string[];
  /** Resources of generators.external-secrets.io: plural, lower case. */
  readonly teamGenerators: readonly string[];
  readonly refusedTemplateFunctions: readonly string[];
  readonly templatesFromObjectsAllowed: boolean;
}

/** Keys of the ConfigMap that hold one name per line. */
const LISTS = {
  requestLabelWriters: 'request-label-writers',
  requestLabelUsers: 'request-label-users',
  requestLabelGroups: 'request-label-groups',
  ownerLabels: 'owner-labels',
  protectedNamespaces: 'protected-namespaces',
  hubStores: 'hub-stores',
  distributors: 'distributors',
  hubOwnerGroups: 'hub-owner-groups',
  hubOwnerUsers: 'hub-owner-users',
  teamStoreProviders: 'team-store-providers',
  teamVaultServers: 'team-vault-servers',
  teamGenerators: 'team-generators',
  refusedTemplateFunctions: 'refused-template-functions',
} as const;

const PREFIX = 'request-label-prefix';
const FROM_OBJECTS = 'templates-from-objects';

/** Every key of the ConfigMap: without one, a policy refuses all that it watches. @public */
export const HUB_ACCESS_KEYS: readonly string[] = [
  PREFIX,
  ...Object.values(LISTS),
  FROM_OBJECTS,
];

/** Where the parameters are, beside the hub's Secrets. @public */
export const HUB_ACCESS_CONFIG_MAP = 'central-secrets-access';

function ownText(data: Fields, key: string): string | undefined {
  const value = Object.hasOwn(data, key) ? data[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
}

/**
 * The parameters in a ConfigMap's `data`. A key that is missing is an empty
 * list, unless `otherwise` has one.
 *
 * @public
 */
export function parseHubAccess(
  data: unknown,
  otherwise?: HubAccess,
): HubAccess {
  const fields = fieldsOf(data);
  const list = (field: keyof typeof LISTS) => {
    const text = ownText(fields, LISTS[field]);
    return text === undefined ? otherwise?.[field] ?? [] : linesOf(text);
  };
  const fromObjects = ownText(fields, FROM_OBJECTS);
  return {
    requestLabelPrefix:
      ownText(fields, PREFIX)?.trim() ?? otherwise?.requestLabelPrefix ?? '',
    requestLabelWriters: list('requestLabelWriters'),
    requestLabelUsers: list('requestLabelUsers'),
    requestLabelGroups: list('requestLabelGroups'),
    ownerLabels: list('ownerLabels'),
    protectedNamespaces: list('protectedNamespaces'),
    hubStores: list('hubStores'),
    distributors: list('distributors'),
    hubOwnerGroups: list('hubOwnerGroups'),
    hubOwnerUsers: list('hubOwnerUsers'),
    teamStoreProviders: list('teamStoreProviders'),
    teamVaultServers: list('teamVaultServers'),
    teamGenerators: list('teamGenerators'),
    refusedTemplateFunctions: list('refusedTemplateFunctions'),
    templatesFromObjectsAllowed:
      fromObjects === undefined
        ? otherwise?.templatesFromObjectsAllowed ?? false
        : fromObjects.trim() === 'allowed',
  };
}
