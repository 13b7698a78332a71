import { HUB_NAMESPACE } from '../framework/hub';
import { DANGEROUS_GENERATORS } from './dangerousGenerators';
import { DANGEROUS_STORES } from './dangerousStores';

/**
 * A kind that a namespace administrator may write, and the ways in which it
 * could reach the hub.
 */
export interface Reach {
  readonly apiVersion: string;
  readonly kind: string;
  /** A specification that the policies accept from a team. */
  readonly harmless: object;
  /**
   * Specifications that reach the hub or the operator's identity, by the way in
   * which they name it.
   */
  readonly harmful: Readonly<Record<string, object>>;
}

const ESO = 'external-secrets.io/v1';
const GENERATORS = 'generators.external-secrets.io/v1alpha1';

const HUB_STORE = { kind: 'ClusterSecretStore', name: 'central-secret-store' };
const OWN_STORE = { kind: 'SecretStore', name: 'mine' };
const key = { name: 'mine', key: 'key' };
const url = 'https://mallory.example';

const external = (more: object): object => ({
  secretStoreRef: OWN_STORE,
  dataFrom: [{ extract: { key: 'any' } }],
  ...more,
});

const push = (...secretStoreRefs: object[]): object => ({
  secretStoreRefs,
  selector: { secret: { name: 'mine' } },
});

const READS_HUB = `{{ getSecretKey "github-pat" "${HUB_NAMESPACE}" "token" }}`;

const generators = (
  kind: string,
  harmless: object,
): Readonly<Record<string, Reach>> => ({
  [`${kind.toLowerCase()}s`]: {
    apiVersion: GENERATORS,
    kind,
    harmless,
    harmful: Object.fromEntries(
      DANGEROUS_GENERATORS.filter(([, object]) => object.kind === kind).map(
        ([title, { spec }]) => [title, spec as object],
      ),
    ),
  },
});

/** By the kind's name in the API. Kinds in `NO_REFERENCE` are not here. */
export const REACH: Readonly<Record<string, Reach>> = {
  externalsecrets: {
    apiVersion: ESO,
    kind: 'ExternalSecret',
    harmless: external({}),
    harmful: {
      'the hub’s store': external({ secretStoreRef: HUB_STORE }),
      'the hub’s store for one entry': external({
        data: [
          {
            secretKey: 'token',
            remoteRef: { key: 'github-pat', property: 'token' },
            sourceRef: { storeRef: HUB_STORE },
          },
        ],
      }),
      'the hub’s store for an extract': external({
        dataFrom: [
          {
            extract: { key: 'github-pat' },
            sourceRef: { storeRef: HUB_STORE },
          },
        ],
      }),
      'the hub’s store for a search': external({
        dataFrom: [
          {
            find: { name: { regexp: '.*' } },
            sourceRef: { storeRef: HUB_STORE },
          },
        ],
      }),
      'a template that reads it': external({
        target: { template: { data: { token: READS_HUB } } },
      }),
    },
  },
  secretstores: {
    apiVersion: ESO,
    kind: 'SecretStore',
    harmless: {
      provider: {
        kubernetes: { auth: { serviceAccount: { name: 'default' } } },
      },
    },
    harmful: Object.fromEntries(
      DANGEROUS_STORES.map(({ title, provider }) => [title, { provider }]),
    ),
  },
  pushsecrets: {
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'PushSecret',
    harmless: push(OWN_STORE),
    harmful: {
      'the hub’s store': push(HUB_STORE),
      'the hub’s store beside another': push(OWN_STORE, HUB_STORE),
      'cluster-wide stores by their labels': push({
        kind: 'ClusterSecretStore',
        labelSelector: { matchLabels: {} },
      }),
      'cluster-wide stores by their labels, beside a name': push({
        kind: 'ClusterSecretStore',
        name: 'other',
        labelSelector: { matchLabels: {} },
      }),
    },
  },
  ...generators('VaultDynamicSecret', {
    path: 'any',
    provider: { server: url, auth: { tokenSecretRef: key } },
  }),
  ...generators('ECRAuthorizationToken', {
    region: 'eu-west-1',
    auth: {
      secretRef: { accessKeyIDSecretRef: key, secretAccessKeySecretRef: key },
    },
  }),
  ...generators('GCRAccessToken', {
    projectID: 'any',
    auth: { secretRef: { secretAccessKeySecretRef: key } },
  }),
  ...generators('ACRAccessToken', {
    registry: 'mallory.example',
    auth: {
      servicePrincipal: { secretRef: { clientId: key, clientSecret: key } },
    },
  }),
};

/** Kinds that a team may not write at all, each with a valid specification. */
export const REFUSED_KINDS: Readonly<Record<string, object>> =
  Object.fromEntries(
    DANGEROUS_GENERATORS.filter(([, { kind }]) =>
      ['Webhook', 'GeneratorState'].includes(kind),
    ).map(([, { kind, spec }]) => [
      `${kind.toLowerCase()}s`,
      { apiVersion: GENERATORS, kind, spec },
    ]),
  );

/** Kinds in which no field names a store, a namespace, a file or the operator's own identity. */
export const NO_REFERENCE = [
  'cloudsmithaccesstokens',
  'fakes',
  'githubaccesstokens',
  'grafanas',
  'mfas',
  'passwords',
  'quayaccesstokens',
  'sshkeys',
  'uuids',
];
