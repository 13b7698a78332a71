import { Scene } from '../scene';
import { ScenarioCase } from '../scenario';

const SHARED = { target: { name: 'shared' } };

function sharing(creationPolicy: string) {
  return { target: { name: 'shared', creationPolicy } };
}

/** A second distribution of the case, and the namespace asks for both. */
function second(scene: Scene): string {
  return `${scene.name}-second`;
}

async function deliverThenSecond(
  scene: Scene,
  first: object,
  other: object,
): Promise<void> {
  await scene.deliver(first);
  await scene.apply(scene.distribution({ name: second(scene), ...other }));
  await scene.label({ [`secrets/${second(scene)}`]: 'true' });
}

/** An ExternalSecret, a Secret or a name that two want. */
export const CONFLICT_CASES: readonly ScenarioCase[] = [
  {
    name: 'name-taken',
    what: 'The team declared an ExternalSecret with the same name before',
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(),
        scene.externalSecret(scene.name),
        scene.distribution(),
      );
    },
    expected: {
      state: 'conflict',
      cause: 'name-taken',
      evidence: 'external secret already exists in namespace',
      remedyBy: 'platform',
    },
  },
  {
    name: 'name-taken-declared',
    what: "The team's own ExternalSecret has the name that a distribution needs",
    delivery: { declared: 'name-taken-declared' },
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(),
        scene.externalSecret(scene.name),
        scene.distribution(),
      );
      await scene.until('conflict');
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'name-freed',
    what: 'The ExternalSecret that had the name is deleted',
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(),
        scene.externalSecret(scene.name),
        scene.distribution({ own: { refreshTime: '5s' } }),
      );
      await scene.until('conflict');
      await scene.remove('ExternalSecret');
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'one-name-twice',
    what: 'Two distributions give their copies the same name: the second one',
    delivery: { distribution: 'one-name-twice-second' },
    script: async scene => {
      const own = { externalSecretName: 'one-name' };
      await deliverThenSecond(scene, { own }, { own });
    },
    expected: {
      state: 'conflict',
      cause: 'name-taken',
      evidence: 'ClusterExternalSecret one-name-twice',
    },
  },
  {
    name: 'one-name-first',
    what: 'Two distributions give their copies the same name: the first one',
    script: async scene => {
      const own = { externalSecretName: 'one-name' };
      await deliverThenSecond(scene, { own }, { own });
      await scene.until('conflict', second(scene));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'one-secret-twice',
    what: 'Two distributions write the same Secret: the second one',
    delivery: { distribution: 'one-secret-twice-second' },
    script: scene => deliverThenSecond(scene, SHARED, SHARED),
    expected: {
      state: 'conflict',
      cause: 'secret-owned-by-another',
      evidence: 'secret is owned by another ExternalSecret',
    },
  },
  {
    name: 'one-secret-first',
    what: 'Two distributions write the same Secret: the first one',
    script: async scene => {
      await deliverThenSecond(scene, SHARED, SHARED);
      await scene.until('conflict', second(scene));
    },
    expected: { state: 'synced', warnings: ['contested'] },
  },
  {
    name: 'one-secret-no-more',
    what: 'Two distributions wrote the same Secret, and the second one gets another target',
    delivery: { distribution: 'one-secret-no-more-second' },
    script: async scene => {
      await deliverThenSecond(scene, SHARED, SHARED);
      await scene.until('conflict', second(scene));
      await scene.patchDistribution(
        { externalSecretSpec: { target: { name: 'apart' } } },
        second(scene),
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'one-secret-declared-first',
    what: "The team's own ExternalSecret owns the Secret that a distribution writes",
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(),
        scene.externalSecret('theirs', { target: { name: 'shared' } }),
      );
      await scene.untilObject('Secret', 'to be written', Boolean, 'shared');
      await scene.apply(scene.distribution(SHARED));
    },
    expected: {
      state: 'conflict',
      cause: 'secret-owned-by-another',
      evidence: 'theirs',
    },
  },
  {
    name: 'merged-twice',
    what: 'Two distributions merge into the same Secret, which neither of them owns; the operator reports nothing',
    script: async scene => {
      await scene.apply(scene.namespaceManifest(), scene.secret('shared'));
      await scene.apply(
        scene.distribution(sharing('Merge')),
        scene.distribution({ name: second(scene), ...sharing('Merge') }),
      );
      await scene.until('synced');
      await scene.label({ [`secrets/${second(scene)}`]: 'true' });
    },
    expected: { state: 'conflict', cause: 'several-writers' },
    unknowable:
      'The last writer, and so the current value: the operator reports all of them Ready',
  },
  {
    name: 'orphaned-twice',
    what: 'Two distributions write the same Secret with creationPolicy Orphan; the operator reports nothing',
    script: async scene => {
      await deliverThenSecond(scene, sharing('Orphan'), sharing('Orphan'));
    },
    expected: { state: 'conflict', cause: 'several-writers' },
    unknowable:
      'The last writer, and so the current value: the operator reports all of them Ready',
  },
  {
    name: 'orphan-and-merge',
    what: 'One distribution writes the Secret with creationPolicy Orphan, and another one merges into it',
    delivery: { distribution: 'orphan-and-merge-second' },
    script: async scene => {
      await deliverThenSecond(scene, sharing('Orphan'), sharing('Merge'));
    },
    expected: { state: 'conflict', cause: 'several-writers' },
  },
  {
    name: 'merge-into-owned',
    what: 'A distribution merges into a Secret that another one owns',
    delivery: { distribution: 'merge-into-owned-second' },
    script: scene => deliverThenSecond(scene, SHARED, sharing('Merge')),
    expected: { state: 'conflict', cause: 'secret-owned-by-another' },
  },
  {
    name: 'owned-by-controller',
    what: 'Another controller owns the Secret',
    script: async scene => {
      const owner = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'owner', namespace: scene.namespace },
      };
      await scene.apply(scene.namespaceManifest(), owner);
      const { metadata } = (await scene.cluster.find({
        kind: 'ConfigMap',
        ...owner.metadata,
      }))!;
      const { metadata: secretMetadata, ...rest }: any = scene.secret(
        scene.name,
      );
      await scene.apply(
        {
          ...rest,
          metadata: {
            ...secretMetadata,
            ownerReferences: [
              {
                apiVersion: 'v1',
                kind: 'ConfigMap',
                name: 'owner',
                uid: metadata.uid,
                controller: true,
              },
            ],
          },
        },
        scene.distribution(),
      );
    },
    expected: {
      state: 'conflict',
      cause: 'secret-owned-by-another',
      evidence: 'already owned by another ConfigMap controller owner',
    },
  },
  {
    name: 'adopted',
    what: 'A user created the Secret by hand: the operator adopts it and replaces its data',
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(),
        scene.secret(scene.name),
        scene.distribution(),
      );
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'disowned',
    what: "A user removes the copy's owner reference",
    script: async scene => {
      await scene.deliver();
      await scene.cluster.patch(scene.reference('ExternalSecret'), {
        metadata: { ownerReferences: null },
      });
    },
    expected: { state: 'conflict', cause: 'name-taken' },
  },
  {
    name: 'disowned-unlabelled',
    what: "A user removes the copy's owner reference, and then the label: the operator does not delete the copy",
    script: async scene => {
      await scene.deliver();
      await scene.cluster.patch(scene.reference('ExternalSecret'), {
        metadata: { ownerReferences: null },
      });
      await scene.until('conflict');
      await scene.unlabel();
    },
    expected: {
      state: 'orphaned',
      warnings: ['namespace-finalizer-left'],
      remedyBy: 'platform',
    },
  },
];
