import { requestLabel } from '../../acceptance/manifests';
import { ScenarioCase } from '../scenario';

const OFTEN = { spec: { refreshInterval: '5s' } };

/**
 * The operator stands still, as by SIGSTOP: `prepare` is done before, `script`
 * while it does. Some of these it leaves no sign of.
 */
export const STANDSTILL_CASES: readonly ScenarioCase[] = [
  {
    name: 'stuck-stale',
    isMadeByTime: true,
    what: 'The operator stands still for longer than two intervals and the grace',
    prepare: scene => scene.deliver(OFTEN),
    script: async () => {},
    expected: { state: 'stale', evidence: '5 s', remedyBy: 'platform' },
  },
  {
    name: 'stuck-hourly',
    what: 'The operator stands still, and nothing was due for an hour',
    prepare: scene => scene.deliver(),
    script: async () => {},
    expected: { state: 'synced', warnings: [] },
    unknowable:
      'Whether the operator would refresh: it writes nothing while nothing is due, so standing still shows only when it missed a time',
  },
  {
    name: 'stuck-request',
    isMadeByTime: true,
    what: 'A namespace asks, and the operator stands still: unusually long',
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
    what: 'A team declares an ExternalSecret, and the operator stands still',
    delivery: { declared: 'own' },
    prepare: scene => scene.apply(scene.namespaceManifest({})),
    script: scene => scene.apply(scene.externalSecret('own')),
    expected: { state: 'pending', warnings: ['pending-unusually-long'] },
  },
  {
    name: 'stuck-edited',
    what: "A team's own ExternalSecret is edited, and the operator stands still",
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
    what: 'The label is taken away, and the operator stands still: the copy is still there',
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
    what: 'The label is taken away and the copy deleted, and the operator stands still',
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
    what: 'The event that says why it failed is gone, as after an hour, and the operator stands still',
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
      'Why it failed: the operator writes the cause into events alone, and Kubernetes keeps them for an hour',
  },
  {
    name: 'stuck-copy-deleted',
    what: 'The copy is deleted, and the operator stands still',
    prepare: scene => scene.deliver(),
    script: scene => scene.remove('ExternalSecret'),
    expected: { state: 'pending', summary: 'The copy is being deleted' },
  },
  {
    name: 'stuck-distribution-deleted',
    what: 'The distribution is deleted, and the operator stands still',
    prepare: scene => scene.deliver(),
    script: scene => scene.remove('ClusterExternalSecret'),
    expected: { state: 'orphaned' },
  },
  {
    name: 'stuck-namespace-deleted',
    what: 'The namespace is deleted, and the operator stands still',
    prepare: scene => scene.deliver(),
    script: scene => scene.remove('Namespace', scene.namespace),
    expected: {
      state: 'terminating',
      evidence: 'externalsecrets.external-secrets.io/ces-',
    },
  },
  {
    name: 'stuck-secret-deleted',
    what: 'The Secret is deleted, and the operator stands still: no object that may be read says so',
    prepare: scene => scene.deliver(),
    script: scene => scene.remove('Secret'),
    expected: { state: 'synced', warnings: [] },
    unknowable:
      'Whether the Secret is still there: nobody here reads Secrets, and the operator puts right what it sees, which it does not while it stands still',
  },
  {
    name: 'stuck-secret-edited',
    what: 'Somebody edits the Secret, and the operator stands still: no object that may be read says so',
    prepare: scene => scene.deliver(),
    script: scene =>
      scene.cluster.patch(scene.reference('Secret'), {
        data: { token: btoa('edited by hand') },
      }),
    expected: { state: 'synced', warnings: [] },
    unknowable:
      'Whether the Secret has the value that was copied: nobody here reads Secrets, and the operator puts right what it sees, which it does not while it stands still',
  },
  {
    name: 'stuck-created-once',
    what: 'refreshPolicy CreatedOnce, and the operator stands still: nothing was due',
    prepare: scene =>
      scene.deliver({
        spec: { refreshInterval: '5s', refreshPolicy: 'CreatedOnce' },
      }),
    script: async () => {},
    expected: { state: 'synced', warnings: ['refresh-disabled'] },
  },
];
