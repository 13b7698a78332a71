import { requestLabel } from '../../acceptance/manifests';
import { ScenarioCase } from '../scenario';

/** ExternalSecrets that a team declares itself. */
export const DECLARED_CASES: readonly ScenarioCase[] = [
  {
    name: 'declared',
    what: 'A team declares its own ExternalSecret',
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
    what: 'A team deletes its own ExternalSecret: the row disappears',
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
    what: "Two of a team's own ExternalSecrets write the same Secret: the second one",
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
