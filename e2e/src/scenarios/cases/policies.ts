import { Scene } from '../scene';
import { ScenarioCase } from '../scenario';

/** Requests a key of the case's own fake store, whose value can be removed. */
async function requestFromFake(
  scene: Scene,
  target: Readonly<Record<string, unknown>>,
): Promise<void> {
  await scene.apply(scene.fakeStore(scene.name));
  await scene.request({
    store: scene.name,
    target,
    spec: {
      refreshInterval: '3s',
      data: [{ secretKey: 'token', remoteRef: { key: 'source' } }],
    },
  });
}

function emptyFake(scene: Scene): Promise<void> {
  return scene.cluster.patch(scene.reference('ClusterSecretStore'), {
    spec: { provider: { fake: { data: [{ key: 'another', value: 'x' }] } } },
  });
}

/** The owner of the Secret, and its fate after the deletion of the source. */
export const POLICY_CASES: readonly ScenarioCase[] = [
  {
    name: 'policy-none',
    what: 'creationPolicy None: the source is read, and no Secret is written',
    script: scene => scene.request({ target: { creationPolicy: 'None' } }),
    expected: { state: 'synced', warnings: ['no-secret-written'] },
  },
  {
    name: 'policy-orphan',
    what: 'creationPolicy Orphan: the Secret is written, and has no owner',
    script: scene => scene.request({ target: { creationPolicy: 'Orphan' } }),
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'policy-merge',
    what: 'creationPolicy Merge: the keys are added to an existing Secret',
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(),
        scene.secret(scene.name),
        scene.distribution({ target: { creationPolicy: 'Merge' } }),
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'policy-merge-missing',
    what: 'creationPolicy Merge, and the Secret to merge into does not exist',
    script: scene => scene.request({ target: { creationPolicy: 'Merge' } }),
    expected: {
      state: 'failed',
      cause: 'target-missing',
      remedyBy: 'developer',
    },
  },
  {
    name: 'policy-merge-created',
    what: 'creationPolicy Merge, and the Secret to merge into is created late',
    script: async scene => {
      await scene.request({
        target: { creationPolicy: 'Merge' },
        spec: { refreshInterval: '3s' },
      });
      await scene.until('failed');
      await scene.apply(scene.secret(scene.name));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'deletion-delete',
    what: 'deletionPolicy Delete, and the source is deleted: the Secret is deleted',
    script: async scene => {
      await requestFromFake(scene, { deletionPolicy: 'Delete' });
      await scene.until('synced');
      await emptyFake(scene);
    },
    expected: {
      state: 'failed',
      cause: 'target-missing',
      evidence: 'secret deleted due to DeletionPolicy=Delete',
    },
  },
  {
    name: 'deletion-delete-back',
    what: 'deletionPolicy Delete, and the source is deleted and created again',
    script: async scene => {
      await requestFromFake(scene, { deletionPolicy: 'Delete' });
      await scene.until('synced');
      await emptyFake(scene);
      await scene.until('failed');
      await scene.apply(scene.fakeStore(scene.name));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'deletion-retain',
    what: 'deletionPolicy Retain, and the source is deleted: the Secret stays',
    script: async scene => {
      await requestFromFake(scene, { deletionPolicy: 'Retain' });
      await scene.until('synced');
      await emptyFake(scene);
    },
    expected: {
      state: 'failed',
      cause: 'source-missing',
      warnings: ['earlier-copy-in-place'],
    },
  },
  {
    name: 'deletion-merge',
    what: 'deletionPolicy Merge, and the source is deleted: the keys are removed',
    script: async scene => {
      await requestFromFake(scene, { deletionPolicy: 'Merge' });
      await scene.until('synced');
      await emptyFake(scene);
      await scene.untilObject(
        'Secret',
        'to have lost its keys',
        found => found && Object.keys(found.data ?? {}).length === 0,
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
];
