/** The user, group or service account that gets a right. @public */
export type RightsSubject =
  | {
      readonly kind: 'ServiceAccount';
      readonly namespace: string;
      readonly name: string;
    }
  | { readonly kind: 'User' | 'Group'; readonly name: string };

/** Names that a platform may have chosen otherwise than `deploy/` does. @public */
export interface HubNames {
  /** The namespace that keeps the credentials. */
  readonly hubNamespace: string;
  readonly operator: RightsSubject;
  /** The account with which the hub's store reads it. */
  readonly store: RightsSubject;
  readonly reader: RightsSubject;
  readonly writer: RightsSubject;
  /** The account that publishes the hub's index, where there is one. */
  readonly hubIndex: RightsSubject;
  readonly hubOwners: RightsSubject;
  readonly auditors: RightsSubject;
}

/** The names of `deploy/`. @public */
export const DEFAULT_HUB_NAMES: HubNames = {
  hubNamespace: 'central-secret-store',
  operator: {
    kind: 'ServiceAccount',
    namespace: 'external-secrets',
    name: 'external-secrets',
  },
  store: {
    kind: 'ServiceAccount',
    namespace: 'central-secret-store',
    name: 'central-secret-store-reader',
  },
  reader: {
    kind: 'ServiceAccount',
    namespace: 'backstage',
    name: 'central-secrets-reader',
  },
  writer: {
    kind: 'ServiceAccount',
    namespace: 'backstage',
    name: 'central-secrets-writer',
  },
  hubIndex: {
    kind: 'ServiceAccount',
    namespace: 'central-secrets-index',
    name: 'central-secrets-hub-index',
  },
  hubOwners: { kind: 'Group', name: 'platform-team' },
  auditors: { kind: 'Group', name: 'platform-auditors' },
};

/** The identities of a hub. @public */
export const HUB_IDENTITIES = [
  'operator',
  'store',
  'reader',
  'writer',
  'hub-index',
  'hub-owners',
  'auditors',
] as const;

/** @public */
export type HubIdentity = (typeof HUB_IDENTITIES)[number];
