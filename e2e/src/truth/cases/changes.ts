import { requestLabel } from '../../suite/manifests';
import { Scene } from '../scene';
import { TruthCase } from '../truthCase';

async function untilNamespaceGone(scene: Scene): Promise<void> {
  await scene.untilGone('Namespace', scene.namespace);
}

async function deleteDistribution(scene: Scene): Promise<void> {
  await scene.remove('ClusterExternalSecret');
  await scene.untilGone('ClusterExternalSecret');
}

const LEFTOVER = 'externalsecrets.external-secrets.io/ces-';

/** Who asks. */
export const LABEL_CASES: readonly TruthCase[] = [
  {
    name: 'unlabelled',
    what: 'The namespace does not ask',
    script: scene =>
      scene.apply(scene.namespaceManifest({}), scene.distribution()),
    expected: { state: 'not-requested', warnings: [], remedyBy: 'developer' },
  },
  {
    name: 'label-added',
    what: 'The namespace asks after the distribution was there',
    script: async scene => {
      await scene.apply(scene.namespaceManifest({}), scene.distribution());
      await scene.until('not-requested');
      await scene.label(requestLabel(scene.name));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'label-removed',
    what: 'The label is taken away: everything goes but the finalizer on the namespace',
    script: async scene => {
      await scene.deliver();
      await scene.unlabel();
    },
    expected: {
      state: 'not-requested',
      warnings: ['namespace-finalizer-left'],
    },
  },
  {
    name: 'label-changed',
    what: "The label's value is changed to one that nobody selects",
    script: async scene => {
      await scene.deliver();
      await scene.label({ [`secrets/${scene.name}`]: 'false' });
    },
    expected: {
      state: 'not-requested',
      warnings: ['namespace-finalizer-left'],
    },
  },
  {
    name: 'label-back',
    what: 'The label is taken away and put back',
    script: async scene => {
      await scene.deliver();
      await scene.unlabel();
      await scene.until('not-requested');
      await scene.label(requestLabel(scene.name));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'label-moved',
    what: 'The label is moved to another namespace by somebody else at the same time',
    script: async scene => {
      await scene.apply(scene.namespaceManifest({}, '-other'));
      await scene.deliver();
      const other = { kind: 'Namespace', name: `${scene.namespace}-other` };
      await Promise.all([
        scene.unlabel(),
        scene.cluster.patch(other, {
          metadata: { labels: requestLabel(scene.name) },
        }),
      ]);
    },
    expected: {
      state: 'not-requested',
      warnings: ['namespace-finalizer-left'],
    },
  },
  {
    name: 'selected-by-expression',
    what: 'The distribution selects by an expression',
    script: scene =>
      scene.request({
        selector: {
          matchExpressions: [
            {
              key: 'secrets/selected-by-expression',
              operator: 'In',
              values: ['true', 'yes'],
            },
          ],
        },
      }),
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'selected-by-name',
    what: 'The distribution names its namespaces, in the deprecated way',
    script: scene =>
      scene.apply(
        scene.namespaceManifest({}),
        scene.distribution({
          own: { namespaces: [scene.namespace], namespaceSelectors: [] },
        }),
      ),
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'selected-by-either',
    what: 'The distribution has two selectors, and one of them matches',
    script: scene =>
      scene.request({
        own: {
          namespaceSelectors: [
            { matchLabels: { 'no-such-label': 'true' } },
            { matchLabels: requestLabel(scene.name) },
          ],
        },
      }),
    expected: { state: 'synced', warnings: [] },
  },
];

/** What becomes of distributions. */
export const DISTRIBUTION_CASES: readonly TruthCase[] = [
  {
    name: 'distribution-deleted',
    what: 'The distribution is deleted: its copies go, and no row is left',
    script: async scene => {
      await scene.deliver();
      await deleteDistribution(scene);
      await scene.untilGone('ExternalSecret');
    },
    expected: { state: 'absent' },
  },
  {
    name: 'distribution-again',
    what: 'The distribution is deleted and made again, with another UID',
    script: async scene => {
      await scene.deliver();
      await deleteDistribution(scene);
      await scene.apply(scene.distribution());
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'distribution-narrowed',
    what: 'The distribution selects another label from now on',
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
    what: "The distribution's copies get another name: the old one is no row any more",
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
    what: 'The distribution writes a Secret of another name from now on',
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

/** What becomes of namespaces. */
export const NAMESPACE_CASES: readonly TruthCase[] = [
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
      summary: 'held by a finalizer that was left behind',
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
