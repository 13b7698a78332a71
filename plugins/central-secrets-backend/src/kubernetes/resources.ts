import { HUB_INDEX_LABEL } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  ObservedKind,
  PushKind,
  StoreKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** How a kind is asked for. */
export interface Resource {
  /** undefined: core/v1, which is always there. */
  readonly group?: string;
  readonly plural: string;
  /** Whether its objects are inside of namespaces. */
  readonly namespaced: boolean;
  readonly fieldSelector?: string;
  readonly labelSelector?: string;
  /** Whether many of its objects have one spec. */
  readonly sharesSpecs?: boolean;
}

/** The API group of External Secrets Operator. */
export const EXTERNAL_SECRETS_GROUP = 'external-secrets.io';

/**
 * Served versions that mean the same to the parsers, best first. `v1` since
 * ESO v0.16; before it, `v1beta1` only.
 */
export const EXTERNAL_SECRETS_VERSIONS = ['v1', 'v1beta1'];

/** The same of the kinds that push: up to ESO 2.14 there is no other. */
export const PUSH_VERSIONS = ['v1alpha1'];

const externalSecrets = (plural: string, namespaced: boolean): Resource => ({
  group: EXTERNAL_SECRETS_GROUP,
  plural,
  namespaced,
});

/** The six kinds that an inventory holds. None of them is a Secret, and none may ever be. */
export const RESOURCES: Readonly<Record<ObservedKind, Resource>> = {
  namespaces: { plural: 'namespaces', namespaced: false },
  clusterexternalsecrets: externalSecrets('clusterexternalsecrets', false),
  externalsecrets: {
    ...externalSecrets('externalsecrets', true),
    sharesSpecs: true,
  },
  clustersecretstores: externalSecrets('clustersecretstores', false),
  secretstores: externalSecrets('secretstores', true),
  events: {
    plural: 'events',
    namespaced: true,
    fieldSelector: 'involvedObject.kind=ExternalSecret',
  },
};

/**
 * The Warning events about the stores of a kind. A watch for each kind, because
 * a field selector has no "or": the API server keeps no cache of Events, so each
 * watch has it look at every event of its namespaces.
 */
export const STORE_WARNING_RESOURCES: Readonly<Record<StoreKind, Resource>> = {
  ClusterSecretStore: warningsAbout('ClusterSecretStore'),
  SecretStore: warningsAbout('SecretStore'),
};

function warningsAbout(kind: StoreKind): Resource {
  return {
    plural: 'events',
    namespaced: true,
    fieldSelector: `involvedObject.kind=${kind},type=Warning`,
  };
}

/** The kinds that push values to stores. Neither is a Secret. */
export const PUSH_RESOURCES: Readonly<Record<PushKind, Resource>> = {
  pushsecrets: externalSecrets('pushsecrets', true),
  clusterpushsecrets: externalSecrets('clusterpushsecrets', false),
};

/** The ConfigMaps of the hub index. */
export const HUB_INDEX_RESOURCE: Resource = {
  plural: 'configmaps',
  namespaced: true,
  labelSelector: `${HUB_INDEX_LABEL}=true`,
};

/** Whether a reader of some namespaces alone observes the kind namespace by namespace. */
export function isByNamespace(kind: ObservedKind): boolean {
  return kind === 'namespaces' || RESOURCES[kind].namespaced;
}
