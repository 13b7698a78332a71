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
    what: 'The namespace is deleted while it requests it: the row disappears',
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
    what: 'The namespace is deleted and created again, and requests it again',
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
    what: 'The namespace is deleted and created again, and does not request it',
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
    what: 'The label is removed and the namespace is deleted: the leftover finalizer holds it',
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
    what: 'The leftover finalizer is removed from the namespace that it held',
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
    what: 'The finalizer of another controller holds the namespace',
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
