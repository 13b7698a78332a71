import { HUB_NAMESPACE } from '../../framework/hub';
import { requestLabel } from '../../suite/manifests';
import { Scene } from '../scene';
import { TruthCase } from '../truthCase';

/** Of a fake store of the case's own, whose value can be taken away. */
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

/** The Secret as it is: its values, as text. */
async function secretData(scene: Scene, name?: string): Promise<string> {
  return JSON.stringify((await scene.find('Secret', name))?.data ?? {});
}

async function rotateSource(scene: Scene): Promise<void> {
  const before = await secretData(scene);
  await scene.cluster.patch(
    { kind: 'Secret', name: scene.source, namespace: HUB_NAMESPACE },
    { data: { token: btoa(scene.cluster.newValue()) } },
  );
  await scene.untilObject(
    'Secret',
    'to have the new value',
    found => found && JSON.stringify(found.data) !== before,
  );
}

const RENAMED_KEY = [
  {
    secretKey: 'renamed',
    remoteRef: { key: 'github-pat', property: 'token' },
  },
];

function refreshing(refreshPolicy: string) {
  return { spec: { refreshPolicy } };
}

/** When the operator refreshes. */
export const REFRESH_CASES: readonly TruthCase[] = [
  {
    name: 'delivered',
    what: 'A namespace asks, and the Secret arrives',
    script: scene => scene.request(),
    expected: { state: 'synced', warnings: [], remedyBy: 'nobody' },
  },
  {
    name: 'rotated',
    what: 'The value at the source changes, and arrives',
    script: async scene => {
      await scene.apply(scene.sourceManifest());
      await scene.deliver({
        source: scene.source,
        spec: { refreshInterval: '3s' },
      });
      await rotateSource(scene);
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'created-once',
    what: 'refreshPolicy CreatedOnce: written once',
    script: scene => scene.request(refreshing('CreatedOnce')),
    expected: { state: 'synced', warnings: ['refresh-disabled'] },
  },
  {
    name: 'created-once-edited',
    what: 'refreshPolicy CreatedOnce, and the distribution is edited afterwards: the operator ignores it',
    script: async scene => {
      await scene.deliver(refreshing('CreatedOnce'));
      await scene.patchExternalSecretSpec({ data: RENAMED_KEY });
    },
    expected: {
      state: 'outdated',
      warnings: ['refresh-disabled'],
      remedyBy: 'platform',
    },
  },
  {
    name: 'on-change',
    what: 'refreshPolicy OnChange: written when the distribution changes',
    script: scene => scene.request(refreshing('OnChange')),
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'on-change-edited',
    what: 'refreshPolicy OnChange, and the distribution is edited: written anew',
    script: async scene => {
      await scene.deliver(refreshing('OnChange'));
      await scene.patchExternalSecretSpec({ data: RENAMED_KEY });
      await scene.untilObject('Secret', 'to have the new key', found =>
        Object.hasOwn(found?.data ?? {}, 'renamed'),
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'interval-zero',
    what: 'refreshInterval 0: written once',
    script: scene => scene.request({ spec: { refreshInterval: '0s' } }),
    expected: { state: 'synced', warnings: ['refresh-disabled'] },
  },
  {
    name: 'interval-zero-edited',
    what: 'refreshInterval 0, and the distribution is edited afterwards: the operator ignores it',
    script: async scene => {
      await scene.deliver({ spec: { refreshInterval: '0s' } });
      await scene.patchExternalSecretSpec({ data: RENAMED_KEY });
    },
    expected: { state: 'outdated', warnings: ['refresh-disabled'] },
  },
  {
    name: 'edited',
    what: 'The distribution is edited: the Secret is written anew',
    script: async scene => {
      await scene.deliver();
      await scene.patchExternalSecretSpec({ data: RENAMED_KEY });
      await scene.untilObject('Secret', 'to have the new key', found =>
        Object.hasOwn(found?.data ?? {}, 'renamed'),
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'force-sync',
    what: 'All copies are refreshed by the annotation on the distribution',
    script: async scene => {
      await scene.deliver();
      await scene.cluster.patch(scene.reference('ClusterExternalSecret'), {
        metadata: { annotations: { 'external-secrets.io/force-sync': '1' } },
      });
      await scene.untilObject('ExternalSecret', 'to bear it', found =>
        Object.hasOwn(
          found?.metadata.annotations ?? {},
          'external-secrets.io/force-sync',
        ),
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
];

/** Who owns the Secret, and what becomes of it when the source is gone. */
export const POLICY_CASES: readonly TruthCase[] = [
  {
    name: 'policy-none',
    what: 'creationPolicy None: read, and not written',
    script: scene => scene.request({ target: { creationPolicy: 'None' } }),
    expected: { state: 'synced', warnings: ['no-secret-written'] },
  },
  {
    name: 'policy-orphan',
    what: 'creationPolicy Orphan: written, and not owned',
    script: scene => scene.request({ target: { creationPolicy: 'Orphan' } }),
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'policy-merge',
    what: 'creationPolicy Merge: added to a Secret that is there',
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
    what: 'creationPolicy Merge, and there is no Secret to add to',
    script: scene => scene.request({ target: { creationPolicy: 'Merge' } }),
    expected: {
      state: 'failed',
      cause: 'target-missing',
      remedyBy: 'developer',
    },
  },
  {
    name: 'policy-merge-created',
    what: 'creationPolicy Merge, and the Secret to add to is created late',
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
    what: 'deletionPolicy Delete, and the source is gone: the Secret is deleted',
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
    what: 'deletionPolicy Delete, and the source is gone and comes back',
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
    what: 'deletionPolicy Retain, and the source is gone: the Secret stays',
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
    what: 'deletionPolicy Merge, and the source is gone: the keys are taken out',
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

/** What people do by hand. */
export const BY_HAND_CASES: readonly TruthCase[] = [
  {
    name: 'secret-deleted',
    what: 'Somebody deletes the Secret: it is written again',
    script: async scene => {
      await scene.deliver();
      const before = await scene.find('Secret');
      await scene.remove('Secret');
      await scene.untilObject(
        'Secret',
        'to be written again',
        found => found && found.metadata.uid !== before?.metadata.uid,
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'secret-edited',
    what: 'Somebody edits the Secret: it is put right',
    script: async scene => {
      await scene.deliver();
      const before = await secretData(scene);
      await scene.cluster.patch(scene.reference('Secret'), {
        data: { token: btoa('edited by hand') },
      });
      await scene.untilObject(
        'Secret',
        'to be put right',
        found => JSON.stringify(found?.data) === before,
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'copy-deleted',
    what: 'Somebody deletes the copy: it is made again',
    script: async scene => {
      await scene.deliver();
      const before = await scene.find('ExternalSecret');
      await scene.remove('ExternalSecret');
      await scene.untilObject(
        'ExternalSecret',
        'to be made again',
        found => found && found.metadata.uid !== before?.metadata.uid,
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'copy-edited',
    what: "Somebody edits the copy's spec: it is put right",
    script: async scene => {
      await scene.deliver();
      await scene.cluster.patch(scene.reference('ExternalSecret'), {
        spec: { data: RENAMED_KEY },
      });
      await scene.untilObject(
        'ExternalSecret',
        'to be put right',
        found => found?.spec.data[0].secretKey === 'token',
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'declared',
    what: 'A team declares an ExternalSecret of its own',
    delivery: { declared: 'own' },
    script: scene =>
      scene.apply(
        scene.namespaceManifest(requestLabel('nothing')),
        scene.externalSecret('own'),
      ),
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'declared-failing',
    what: "A team's own ExternalSecret names a source that does not exist",
    delivery: { declared: 'own' },
    script: scene =>
      scene.apply(
        scene.namespaceManifest(requestLabel('nothing')),
        scene.externalSecret('own', {
          data: [{ secretKey: 'token', remoteRef: { key: 'nope' } }],
        }),
      ),
    expected: {
      state: 'failed',
      cause: 'source-missing',
      remedyBy: 'developer',
    },
  },
  {
    name: 'declared-deleted',
    what: 'A team deletes its own ExternalSecret: no row is left',
    delivery: { declared: 'own' },
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(requestLabel('nothing')),
        scene.externalSecret('own'),
      );
      await scene.untilObject(
        'ExternalSecret',
        'to be synced',
        found => found?.status?.refreshTime,
        'own',
      );
      await scene.remove('ExternalSecret', 'own');
      await scene.untilGone('ExternalSecret', 'own');
    },
    expected: { state: 'absent' },
  },
  {
    name: 'declared-twice',
    what: "Two ExternalSecrets of a team's own write one Secret: the second",
    delivery: { declared: 'two' },
    script: async scene => {
      const target = { target: { name: 'shared' } };
      await scene.apply(
        scene.namespaceManifest(requestLabel('nothing')),
        scene.externalSecret('one', target),
      );
      await scene.untilObject('Secret', 'to be written', Boolean, 'shared');
      await scene.apply(scene.externalSecret('two', target));
    },
    expected: { state: 'conflict', cause: 'secret-owned-by-another' },
  },
];
