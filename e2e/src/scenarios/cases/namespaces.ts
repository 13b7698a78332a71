import { Scene } from '../scene';
import { ScenarioCase } from '../scenario';

async function untilNamespaceGone(scene: Scene): Promise<void> {
  await scene.untilGone('Namespace', scene.namespace);
}

const LEFTOVER = 'externalsecrets.external-secrets.io/ces-';

/** What becomes of namespaces. */
export const NAMESPACE_CASES: readonly ScenarioCase[] = [
  {
    name: 'namespace-deleted',
    what: 'The namespace is deleted while it asks: no row is left',
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(),
        scene.distribution({ own: { refreshTime: '5s' } }),
      );
      await scene.until('synced');
      await scene.remove('Namespace', scene.namespace);
      await untilNamespaceGone(scene);
    },
    expected: { state: 'absent' },
  },
  {
    name: 'namespace-again',
    what: 'The namespace is deleted and made again, and asks again',
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(),
        scene.distribution({ own: { refreshTime: '5s' } }),
      );
      await scene.until('synced');
      await scene.remove('Namespace', scene.namespace);
      await untilNamespaceGone(scene);
      await scene.apply(scene.namespaceManifest());
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'namespace-again-silent',
    what: 'The namespace is deleted and made again, and does not ask',
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(),
        scene.distribution({ own: { refreshTime: '5s' } }),
      );
      await scene.until('synced');
      await scene.remove('Namespace', scene.namespace);
      await untilNamespaceGone(scene);
      await scene.apply(scene.namespaceManifest({}));
    },
    expected: { state: 'not-requested', warnings: [] },
  },
  {
    name: 'namespace-held',
    what: 'The label is taken away and the namespace deleted: the leftover finalizer holds it',
    script: async scene => {
      await scene.deliver();
      await scene.unlabel();
      await scene.until('not-requested');
      await scene.remove('Namespace', scene.namespace);
    },
    expected: {
      state: 'terminating',
      evidence: `${LEFTOVER}namespace-held`,
      summary: 'a leftover finalizer holds it',
      remedyBy: 'platform',
    },
  },
  {
    name: 'namespace-freed',
    what: 'The leftover finalizer is taken off the namespace that it held',
    script: async scene => {
      await scene.deliver();
      await scene.unlabel();
      await scene.until('not-requested');
      await scene.remove('Namespace', scene.namespace);
      await scene.until('terminating');
      await scene.cluster.patch(
        { kind: 'Namespace', name: scene.namespace },
        { metadata: { finalizers: null } },
      );
      await untilNamespaceGone(scene);
    },
    expected: { state: 'absent' },
  },
  {
    name: 'namespace-held-by-others',
    what: "Something else's finalizer holds the namespace",
    script: async scene => {
      await scene.deliver();
      await scene.cluster.patch(
        { kind: 'Namespace', name: scene.namespace },
        { metadata: { finalizers: ['example.org/holds'] } },
      );
      await scene.remove('Namespace', scene.namespace);
    },
    expected: { state: 'terminating', evidence: 'example.org/holds' },
  },
];
