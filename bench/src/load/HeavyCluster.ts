import { managedFieldsOf, RawObject, sorted, stored } from './objects';
import { uidOf } from './shape';

/** A cluster whose teams write objects as large, or as many, as they may. */
export interface HeavyShape {
  /** ExternalSecrets of 1.2 MB. */
  readonly large: number;
  /** ExternalSecrets of one namespace that all write one Secret. */
  readonly contested: number;
  /** The inline value of a store; it must not appear anywhere else. */
  readonly canary: string;
}

/** The two namespaces. */
const LARGE = 'large';
export const CONTESTED = 'contested';

const REFRESHED_AT = '2026-11-23T05:18:53Z';
const LARGE_BYTES = 1_200_000;

const synced = (secret: string): RawObject => ({
  binding: { name: secret },
  conditions: [
    {
      lastTransitionTime: REFRESHED_AT,
      message: 'secret synced',
      reason: 'SecretSynced',
      status: 'True',
      type: 'Ready',
    },
  ],
  refreshTime: REFRESHED_AT,
  syncedResourceVersion: '1-f47fe3c0b255b6dd8047cdffa772587bb829efe7a1cb70fe',
});

function namespaceObject(name: string): RawObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'backstage.io/kubernetes-id': name } },
  };
}

function declared(
  namespace: string,
  name: string,
  target: string,
  more: RawObject,
): RawObject {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace },
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'SecretStore', name: 'own' },
      target: { name: target, creationPolicy: 'Owner' },
      ...more,
    },
    status: synced(target),
  };
}

/**
 * One half is thousands of keys; the other half is one text in the template.
 */
function large(index: number): RawObject {
  const data = Array.from({ length: 5_000 }, (_, key) => ({
    secretKey: `key-${index}-${key}`,
    remoteRef: { key: `source-of-team-${index}-and-key-${key}`, property: 'x' },
  }));
  const rest = LARGE_BYTES - JSON.stringify(data).length;
  return declared(LARGE, `large-${index}`, `large-${index}`, {
    data,
    target: {
      name: `large-${index}`,
      template: { data: { text: `${index} ${'x'.repeat(Math.max(0, rest))}` } },
    },
  });
}

function store(canary: string): RawObject {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: 'own', namespace: CONTESTED },
    spec: { provider: { fake: { data: [{ key: 'k', value: canary }] } } },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

/** The objects of one kind. */
export interface HeavyKind {
  readonly count: number;
  /** One object, as the API server writes it. */
  text(index: number): string;
}

/** By the plural name of the kind. */
export function heavyKinds({
  large: largeCount,
  contested,
  canary,
}: HeavyShape): ReadonlyMap<string, HeavyKind> {
  const kindOf = (
    kind: string,
    count: number,
    make: (index: number) => RawObject,
  ): HeavyKind => ({
    count,
    text: index =>
      JSON.stringify(
        sorted(
          stored(make(index), {
            uid: uidOf(kind, index),
            resourceVersion: String(900_000 + index),
            managedFields: managedFieldsOf(0, REFRESHED_AT),
          }),
        ),
      ),
  });
  const namespaces = [LARGE, CONTESTED];
  return new Map([
    [
      'namespaces',
      kindOf('Namespace', namespaces.length, index =>
        namespaceObject(namespaces[index]),
      ),
    ],
    [
      'externalsecrets',
      kindOf('ExternalSecret', largeCount + contested, index =>
        index < largeCount
          ? large(index)
          : declared(CONTESTED, `e${index}`, 'one', {}),
      ),
    ],
    ['secretstores', kindOf('SecretStore', 1, () => store(canary))],
  ]);
}
