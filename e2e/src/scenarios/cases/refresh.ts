import { HUB_NAMESPACE } from '../../framework/hub';
import { Scene } from '../scene';
import { ScenarioCase } from '../scenario';
import { RENAMED_KEY, secretData } from './secretData';

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

function refreshing(refreshPolicy: string) {
  return { spec: { refreshPolicy } };
}

/** When the operator refreshes. */
export const REFRESH_CASES: readonly ScenarioCase[] = [
  {
    name: 'delivered',
    what: 'A namespace requests it, and the Secret arrives',
    script: scene => scene.request(),
    expected: { state: 'synced', warnings: [], remedyBy: 'nobody' },
  },
  {
    name: 'rotated',
    what: 'The source value changes, and the new value arrives',
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
    what: 'refreshPolicy CreatedOnce: the Secret is written once',
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
    what: 'refreshPolicy OnChange: the Secret is written when the distribution changes',
    script: scene => scene.request(refreshing('OnChange')),
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'on-change-edited',
    what: 'refreshPolicy OnChange, and the distribution is edited: the Secret is written again',
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
    what: 'refreshInterval 0: the Secret is written once',
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
    what: 'The distribution is edited: the Secret is written again',
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
    what: 'The annotation on the distribution refreshes all copies',
    script: async scene => {
      await scene.deliver();
      await scene.cluster.patch(scene.reference('ClusterExternalSecret'), {
        metadata: { annotations: { 'external-secrets.io/force-sync': '1' } },
      });
      await scene.untilObject('ExternalSecret', 'to carry it', found =>
        Object.hasOwn(
          found?.metadata.annotations ?? {},
          'external-secrets.io/force-sync',
        ),
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
];
