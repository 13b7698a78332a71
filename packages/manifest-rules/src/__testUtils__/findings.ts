import { readManifests } from '../input';
import { lint } from '../lint';
import { manifestOf } from '../manifest';
import { ManifestOrigins } from '../origins';
import { DEFAULT_RULE_SETTINGS, RuleSettings } from '../settings';

type Object = Readonly<Record<string, any>>;

/** Everything that decides what a rule finds. */
export interface Given {
  readonly objects: readonly Object[];
  /** The differences from the default settings. */
  readonly settings?: Partial<RuleSettings>;
  readonly origins?: ManifestOrigins;
}

/** Returns the findings of one rule about manifests, without an engine. */
function findingsOf(code: string, { objects, settings, origins }: Given) {
  const input = readManifests(
    objects.map(object => manifestOf(object)!),
    { ...DEFAULT_RULE_SETTINGS, ...settings },
    origins,
  );
  return lint(input).filter(finding => finding.code === code);
}

/** The same, each as `error spec.data.0: message`. */
export function toldBy(code: string, given: Given): string[] {
  return findingsOf(code, given).map(
    ({ severity, path, message }) =>
      `${severity} ${path.join('.')}: ${message}`,
  );
}

const ESO = 'external-secrets.io/v1';
const STORE_REF = { kind: 'ClusterSecretStore', name: 'vault' };

/** An ExternalSecret `shop/database`; without any data. */
export function externalSecret(spec: Object = {}, metadata: Object = {}) {
  return {
    apiVersion: ESO,
    kind: 'ExternalSecret',
    metadata: { name: 'database', namespace: 'shop', ...metadata },
    spec: { secretStoreRef: STORE_REF, ...spec },
  };
}

/** A ClusterExternalSecret `pull` that `secrets/pull` asks for. */
export function distribution(
  externalSecretSpec: Object = {},
  spec: Object = {},
  metadata: Object = {},
) {
  return {
    apiVersion: ESO,
    kind: 'ClusterExternalSecret',
    metadata: { name: 'pull', ...metadata },
    spec: {
      namespaceSelectors: [{ matchLabels: { 'secrets/pull': 'true' } }],
      externalSecretSpec: { secretStoreRef: STORE_REF, ...externalSecretSpec },
      ...spec,
    },
  };
}

/** A ClusterSecretStore `vault`. */
export function clusterStore(spec: Object = {}, name: string = 'vault') {
  return {
    apiVersion: ESO,
    kind: 'ClusterSecretStore',
    metadata: { name },
    spec: { provider: { vault: { server: 'https://vault' } }, ...spec },
  };
}

/** A PushSecret `shop/ca` that pushes one value. */
export function pushSecret(spec: Object = {}) {
  return {
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'PushSecret',
    metadata: { name: 'ca', namespace: 'shop' },
    spec: {
      selector: { secret: { name: 'ca' } },
      secretStoreRefs: [{ name: 'vault' }],
      data: [{ match: { remoteRef: { remoteKey: 'ca' } } }],
      ...spec,
    },
  };
}

export function namespace(name: string, labels: Record<string, string> = {}) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** An entry of `data` that fetches a key. */
export function fetched(secretKey: string, remoteRef: Object = { key: 'a' }) {
  return { secretKey, remoteRef };
}
