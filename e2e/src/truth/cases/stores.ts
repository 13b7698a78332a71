import { kubernetesStore, unreachableStore } from '../../suite/manifests';
import { Scene } from '../scene';
import { TruthCase } from '../truthCase';

type Conditions = Parameters<typeof kubernetesStore>[2] & object;

/** A store of the hub's kind, of this case alone. */
function ownStore(scene: Scene, tweaks: Conditions = {}) {
  return kubernetesStore(scene.name, scene.cluster.url, tweaks);
}

function patchStore(scene: Scene, spec: object): Promise<void> {
  return scene.cluster.patch(scene.reference('ClusterSecretStore'), { spec });
}

/** Takes the store's rights away: its identity may read no Secrets in there. */
function breakStore(scene: Scene): Promise<void> {
  return patchStore(scene, {
    provider: { kubernetes: { remoteNamespace: 'default' } },
  });
}

function repairStore(scene: Scene): Promise<void> {
  return patchStore(scene, {
    provider: { kubernetes: { remoteNamespace: 'central-secret-store' } },
  });
}

function isReady(status: 'True' | 'False') {
  return (store: any) =>
    store?.status?.conditions?.some(
      (condition: any) =>
        condition.type === 'Ready' && condition.status === status,
    );
}

function untilStore(scene: Scene, status: 'True' | 'False'): Promise<unknown> {
  return scene.untilObject(
    'ClusterSecretStore',
    `to be Ready=${status}`,
    isReady(status),
  );
}

async function request(scene: Scene, tweaks: Conditions): Promise<void> {
  await scene.apply(ownStore(scene, tweaks));
  await scene.request({ store: scene.name });
}

async function deliverOften(scene: Scene): Promise<void> {
  await scene.apply(ownStore(scene));
  await scene.deliver({ store: scene.name, spec: { refreshInterval: '3s' } });
}

function namespacedStore(scene: Scene, validationResult?: number) {
  const { spec }: any = scene.fakeStore(scene.name, { validationResult });
  spec.provider.fake.data = [
    { key: 'source', value: scene.cluster.newValue() },
  ];
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: scene.name, namespace: scene.namespace },
    spec,
  };
}

const NAMESPACED = (name: string) => ({
  secretStoreRef: { kind: 'SecretStore', name },
  data: [{ secretKey: 'token', remoteRef: { key: 'source' } }],
});

/** A store that is there, and does not let the namespace use it. */
export const DENIED_CASES: readonly TruthCase[] = [
  {
    name: 'denied-by-name',
    what: "The store's conditions name other namespaces",
    script: scene =>
      request(scene, { conditions: [{ namespaces: ['somewhere-else'] }] }),
    expected: {
      state: 'denied',
      evidence: 'denied by spec.condition',
      remedyBy: 'platform',
    },
  },
  {
    name: 'denied-by-label',
    what: "The store's conditions ask for a label that the namespace does not bear",
    script: scene =>
      request(scene, {
        conditions: [{ namespaceSelector: { matchLabels: { tier: 'gold' } } }],
      }),
    expected: { state: 'denied', evidence: 'tier' },
  },
  {
    name: 'denied-by-pattern',
    what: "The store's conditions have a pattern that the namespace's name does not match",
    script: scene =>
      request(scene, { conditions: [{ namespaceRegexes: ['^team-'] }] }),
    expected: { state: 'denied', evidence: '^team-' },
  },
  {
    name: 'denied-later',
    what: "The store's conditions are narrowed after it was delivered",
    script: async scene => {
      await deliverOften(scene);
      await patchStore(scene, { conditions: [{ namespaces: ['elsewhere'] }] });
      await scene.untilObject(
        'ExternalSecret',
        'to have been refused',
        isReady('False'),
      );
    },
    expected: {
      state: 'denied',
      warnings: ['earlier-copy-in-place'],
      evidence: 'denied by spec.condition',
    },
  },
  {
    name: 'denied-no-more',
    what: "The store's conditions are widened after it was denied",
    script: async scene => {
      await request(scene, { conditions: [{ namespaces: ['elsewhere'] }] });
      await scene.until('denied');
      await patchStore(scene, { conditions: null });
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'allowed-by-label',
    what: "The store's conditions ask for a label that the namespace bears",
    script: scene =>
      request(scene, {
        conditions: [
          {
            namespaceSelector: { matchLabels: { tier: 'silver' } },
          },
        ],
      }),
    expected: { state: 'synced', warnings: [] },
  },
];

/** A store that cannot be used. */
export const STORE_CASES: readonly TruthCase[] = [
  {
    name: 'store-forbidden',
    what: "The store's identity may not read Secrets at the source",
    script: scene => request(scene, { namespace: 'default' }),
    expected: {
      state: 'store-unavailable',
      evidence: 'ClusterSecretStore "store-forbidden" is not ready',
      remedyBy: 'platform',
    },
  },
  {
    name: 'store-unreachable',
    what: "Nobody answers at the store's address",
    script: async scene => {
      await scene.apply(
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'vault-token', namespace: 'default' },
          stringData: { token: scene.cluster.newValue() },
        },
        unreachableStore(scene.name),
      );
      await scene.request({ store: scene.name });
    },
    expected: {
      state: 'store-unavailable',
      evidence: 'ClusterSecretStore "store-unreachable" is not ready',
    },
  },
  {
    name: 'store-missing',
    what: 'The store does not exist',
    script: scene => scene.request({ store: 'no-such-store' }),
    expected: {
      state: 'failed',
      cause: 'store-missing',
      evidence: 'could not get ClusterSecretStore "no-such-store"',
    },
  },
  {
    name: 'own-store-missing',
    what: "The namespace's own store does not exist",
    script: scene => scene.request({ spec: NAMESPACED('no-such-store') }),
    expected: {
      state: 'failed',
      cause: 'store-missing',
      evidence: 'could not get SecretStore "no-such-store"',
    },
  },
  {
    name: 'own-store',
    what: "The namespace's own store has the value",
    script: async scene => {
      await scene.apply(scene.namespaceManifest(), namespacedStore(scene));
      await scene.apply(scene.distribution({ spec: NAMESPACED(scene.name) }));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'own-store-not-ready',
    what: "The namespace's own store does not pass its validation",
    script: async scene => {
      await scene.apply(scene.namespaceManifest(), namespacedStore(scene, 2));
      await scene.apply(scene.distribution({ spec: NAMESPACED(scene.name) }));
    },
    expected: {
      state: 'store-unavailable',
      evidence: 'SecretStore "own-store-not-ready" is not ready',
    },
  },
  {
    name: 'own-store-unvalidated',
    what: 'Nobody can say whether the store would work, and it does',
    script: async scene => {
      await scene.apply(scene.namespaceManifest(), namespacedStore(scene, 1));
      await scene.apply(scene.distribution({ spec: NAMESPACED(scene.name) }));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'store-deleted',
    what: 'The store is deleted after it was delivered',
    script: async scene => {
      await deliverOften(scene);
      await scene.remove('ClusterSecretStore');
    },
    expected: {
      state: 'failed',
      cause: 'store-missing',
      warnings: ['earlier-copy-in-place'],
    },
  },
  {
    name: 'store-created-late',
    what: 'The store is created after the first attempt failed',
    script: async scene => {
      await scene.request({ store: scene.name });
      await scene.until('failed');
      await scene.apply(ownStore(scene));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'store-outage',
    what: 'The store cannot be used any more; what was delivered stays',
    script: async scene => {
      await deliverOften(scene);
      await breakStore(scene);
    },
    expected: {
      state: 'store-unavailable',
      warnings: ['earlier-copy-in-place'],
      evidence: 'ClusterSecretStore "store-outage" is not ready',
    },
  },
  {
    name: 'store-repaired',
    what: 'The store works again after an outage',
    script: async scene => {
      await deliverOften(scene);
      await breakStore(scene);
      await scene.until('store-unavailable');
      await repairStore(scene);
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'store-flapping',
    what: 'The store fails, works and fails again',
    script: async scene => {
      await deliverOften(scene);
      await breakStore(scene);
      await scene.until('store-unavailable');
      await repairStore(scene);
      await scene.until('synced');
      await breakStore(scene);
    },
    expected: {
      state: 'store-unavailable',
      warnings: ['earlier-copy-in-place'],
    },
  },
  {
    name: 'store-down-unnoticed',
    what: 'The store fails, and nothing is due to be read from it for an hour',
    script: async scene => {
      await scene.apply(ownStore(scene));
      await scene.deliver({ store: scene.name });
      await breakStore(scene);
      await untilStore(scene, 'False');
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'other-class',
    what: 'The store is served by an operator of another controller class',
    script: async scene => {
      const store: any = ownStore(scene);
      store.spec.controller = 'another';
      await scene.apply(store);
      await scene.request({ store: scene.name });
      await scene.untilObject('ExternalSecret', 'to be there', Boolean);
    },
    expected: {
      state: 'pending',
      summary: 'served by controller class another',
      evidence: 'another',
      remedyBy: 'platform',
    },
  },
];
