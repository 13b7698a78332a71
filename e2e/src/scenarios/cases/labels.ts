import { requestLabel } from '../../acceptance/manifests';
import { ScenarioCase } from '../scenario';

/** Who asks. */
export const LABEL_CASES: readonly ScenarioCase[] = [
  {
    name: 'unlabelled',
    what: 'The namespace does not request it',
    script: scene =>
      scene.apply(scene.namespaceManifest({}), scene.distribution()),
    expected: { state: 'not-requested', warnings: [], remedyBy: 'developer' },
  },
  {
    name: 'unlabelled-own',
    what: 'The namespace does not request it, and the team declared an ExternalSecret with the same name',
    script: scene =>
      scene.apply(
        scene.namespaceManifest({}),
        scene.externalSecret(scene.name),
        scene.distribution(),
      ),
    expected: {
      state: 'not-requested',
      warnings: [],
      evidence: 'none: declared by itself',
    },
  },
  {
    name: 'label-added',
    what: 'The namespace requests it after the distribution was created',
    script: async scene => {
      await scene.apply(scene.namespaceManifest({}), scene.distribution());
      await scene.until('not-requested');
      await scene.label(requestLabel(scene.name));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'label-removed',
    what: 'The label is removed: everything is deleted except the finalizer on the namespace',
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
    what: "The label's value is changed to one that no distribution selects",
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
    what: 'The label is removed and added again',
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
    what: 'Another client moves the label to another namespace at the same time',
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
    what: 'The distribution lists its namespaces, in the deprecated way',
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
