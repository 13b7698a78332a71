import { ScenarioCase } from '../scenario';
import { RENAMED_KEY, secretData } from './secretData';

/** What people do by hand. */
export const BY_HAND_CASES: readonly ScenarioCase[] = [
  {
    name: 'secret-deleted',
    what: 'A user deletes the Secret: the operator writes it again',
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
    what: 'A user edits the Secret: the operator restores it',
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
    what: 'A user deletes the copy: the operator creates it again',
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
    what: "A user edits the copy's spec: the operator restores it",
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
];
