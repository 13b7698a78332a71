import { Scene } from '../scene';
import { ScenarioCase } from '../scenario';

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

/** A store of the namespace's own. */
export const OWN_STORE_CASES: readonly ScenarioCase[] = [
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
    what: "The namespace's own store contains the value",
    script: async scene => {
      await scene.apply(scene.namespaceManifest(), namespacedStore(scene));
      await scene.apply(scene.distribution({ spec: NAMESPACED(scene.name) }));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'own-store-not-ready',
    what: "The namespace's own store fails its validation",
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
    what: 'The operator cannot validate the store, and the store works',
    script: async scene => {
      await scene.apply(scene.namespaceManifest(), namespacedStore(scene, 1));
      await scene.apply(scene.distribution({ spec: NAMESPACED(scene.name) }));
    },
    expected: { state: 'synced', warnings: [] },
  },
];
