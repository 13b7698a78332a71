import { requestLabel } from '../../acceptance/manifests';
import { Scene } from '../scene';
import { ScenarioCase } from '../scenario';

async function deleteDistribution(scene: Scene): Promise<void> {
  await scene.remove('ClusterExternalSecret');
  await scene.untilGone('ClusterExternalSecret');
}

/** What becomes of distributions. */
export const DISTRIBUTION_CASES: readonly ScenarioCase[] = [
  {
    name: 'distribution-deleted',
    what: 'The distribution is deleted: its copies are deleted, and the row disappears',
    script: async scene => {
      await scene.deliver();
      await deleteDistribution(scene);
      await scene.untilGone('ExternalSecret');
    },
    expected: { state: 'absent' },
  },
  {
    name: 'distribution-again',
    what: 'The distribution is deleted and created again, with another UID',
    script: async scene => {
      await scene.deliver();
      await deleteDistribution(scene);
      await scene.apply(scene.distribution());
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'distribution-narrowed',
    what: 'The distribution changes to another label',
    script: async scene => {
      await scene.deliver();
      await scene.patchDistribution({
        namespaceSelectors: [{ matchLabels: { 'secrets/another': 'true' } }],
      });
    },
    expected: {
      state: 'not-requested',
      warnings: ['namespace-finalizer-left'],
    },
  },
  // What becomes of the new copy itself is a race in the operator: it may come
  // while the old copy's Secret is still there, and then stays in conflict.
  {
    name: 'copy-renamed-no-ghost',
    what: "The distribution's copies get another name: the row of the old one disappears",
    delivery: { declared: 'copy-renamed-no-ghost' },
    script: async scene => {
      await scene.deliver();
      await scene.patchDistribution({ externalSecretName: 'renamed' });
      await scene.untilGone('ExternalSecret');
    },
    expected: { state: 'absent' },
  },
  {
    name: 'secret-renamed',
    what: 'The distribution changes the name of its Secret',
    script: async scene => {
      await scene.deliver();
      await scene.patchExternalSecretSpec({ target: { name: 'renamed' } });
      await scene.untilObject('Secret', 'to be written', Boolean, 'renamed');
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'selector-corrected',
    what: 'A selector that was invalid is corrected',
    script: async scene => {
      await scene.request({
        selector: {
          matchExpressions: [
            { key: 'secrets/selector-corrected', operator: 'Resembles' },
          ],
        },
      });
      await scene.until('failed');
      await scene.patchDistribution({
        namespaceSelectors: [{ matchLabels: requestLabel(scene.name) }],
      });
    },
    expected: { state: 'synced', warnings: [] },
  },
];
