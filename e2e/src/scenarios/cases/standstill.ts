import { requestLabel } from '../../acceptance/manifests';
import { ScenarioCase } from '../scenario';

const OFTEN = { spec: { refreshInterval: '5s' } };

/**
 * The operator is stopped, as by SIGSTOP: `prepare` is done before, `script`
 * meanwhile. Some of these situations leave no trace on the cluster.
 */
export const STANDSTILL_CASES: readonly ScenarioCase[] = [
  {
    name: 'stuck-stale',
    isMadeByTime: true,
    what: 'The operator is stopped for longer than two refresh intervals and the grace period',
    prepare: scene => scene.deliver(OFTEN),
    script: async () => {},
    expected: { state: 'stale', evidence: '5 s', remedyBy: 'platform' },
  },
  {
    name: 'stuck-hourly',
    what: 'The operator is stopped, and no refresh was due for an hour',
    prepare: scene => scene.deliver(),
    script: async () => {},
    expected: { state: 'synced', warnings: [] },
    unknowable:
      'Whether the operator would refresh: it writes nothing while no refresh is due, so a stopped operator is visible only after a missed refresh',
  },
  {
    name: 'stuck-request',
    isMadeByTime: true,
    what: 'A namespace requests it, and the operator is stopped for an unusually long time',
    prepare: scene =>
      scene.apply(scene.namespaceManifest({}), scene.distribution()),
    script: scene => scene.label(requestLabel(scene.name)),
    expected: {
      state: 'pending',
      warnings: ['pending-unusually-long'],
      remedyBy: 'platform',
    },
  },
  {
    name: 'stuck-declared',
    isMadeByTime: true,
    what: 'A team declares an ExternalSecret while the operator is stopped',
    delivery: { declared: 'own' },
    prepare: scene => scene.apply(scene.namespaceManifest({})),
    script: scene => scene.apply(scene.externalSecret('own')),
    expected: { state: 'pending', warnings: ['pending-unusually-long'] },
  },
  {
    name: 'stuck-edited',
    what: "A team's own ExternalSecret is edited while the operator is stopped",
    delivery: { declared: 'own' },
    prepare: async scene => {
      await scene.apply(
        scene.namespaceManifest({}),
        scene.externalSecret('own'),
      );
      await scene.untilObject(
        'ExternalSecret',
        'to be synced',
        found => found?.status?.refreshTime,
        'own',
      );
    },
    script: scene =>
      scene.cluster.patch(scene.reference('ExternalSecret', 'own'), {
        spec: { target: { name: 'another' } },
      }),
    expected: { state: 'outdated' },
  },
  {
    name: 'stuck-unlabelled',
    what: 'The label is removed while the operator is stopped: the copy still exists',
    prepare: scene => scene.deliver(),
    script: scene => scene.unlabel(),
    expected: {
      state: 'orphaned',
      warnings: ['namespace-finalizer-left'],
      remedyBy: 'platform',
    },
  },
  {
    name: 'stuck-unlabelled-deleted',
    what: 'The label is removed and the copy is deleted while the operator is stopped',
    prepare: scene => scene.deliver(),
    script: async scene => {
      await scene.unlabel();
      await scene.remove('ExternalSecret');
    },
    expected: {
      state: 'orphaned',
      warnings: ['namespace-finalizer-left'],
      summary: 'the copy is being deleted',
      remedyBy: 'nobody',
    },
  },
  {
    name: 'event-gone',
    what: 'The event with the cause of the failure is deleted, as after an hour, while the operator is stopped',
    prepare: async scene => {
      await scene.request({ source: 'nope' });
      await scene.until('failed');
    },
    script: scene => scene.cluster.removeEvents(scene.namespace),
    expected: {
      state: 'failed',
      cause: 'other',
      warnings: ['partial-knowledge'],
    },
    unknowable:
      'The cause of the failure: the operator writes it only into events, and Kubernetes keeps events for an hour',
  },
  {
    name: 'stuck-copy-deleted',
    what: 'The copy is deleted while the operator is stopped',
    prepare: scene => scene.deliver(),
    script: scene => scene.remove('ExternalSecret'),
    expected: { state: 'pending', summary: 'The copy is being deleted' },
  },
  {
    name: 'stuck-distribution-deleted',
    what: 'The distribution is deleted while the operator is stopped',
    prepare: scene => scene.deliver(),
    script: scene => scene.remove('ClusterExternalSecret'),
    expected: { state: 'orphaned' },
  },
  {
    name: 'stuck-namespace-deleted',
    what: 'The namespace is deleted while the operator is stopped',
    prepare: scene => scene.deliver(),
    script: scene => scene.remove('Namespace', scene.namespace),
    expected: {
      state: 'terminating',
      evidence: 'externalsecrets.external-secrets.io/ces-',
    },
  },
  {
    name: 'stuck-secret-deleted',
    what: 'The Secret is deleted while the operator is stopped: no object that Backstage may read shows it',
    prepare: scene => scene.deliver(),
    script: scene => scene.remove('Secret'),
    expected: { state: 'synced', warnings: [] },
    unknowable:
      'Whether the Secret still exists: Backstage does not read Secrets, and a stopped operator repairs nothing',
  },
  {
    name: 'stuck-secret-edited',
    what: 'A user edits the Secret while the operator is stopped: no object that Backstage may read shows it',
    prepare: scene => scene.deliver(),
    script: scene =>
      scene.cluster.patch(scene.reference('Secret'), {
        data: { token: btoa('edited by hand') },
      }),
    expected: { state: 'synced', warnings: [] },
    unknowable:
      'Whether the Secret has the copied value: Backstage does not read Secrets, and a stopped operator repairs nothing',
  },
  {
    name: 'stuck-created-once',
    what: 'refreshPolicy CreatedOnce, and the operator is stopped: no refresh was due',
    prepare: scene =>
      scene.deliver({
        spec: { refreshInterval: '5s', refreshPolicy: 'CreatedOnce' },
      }),
    script: async () => {},
    expected: { state: 'synced', warnings: ['refresh-disabled'] },
  },
];
