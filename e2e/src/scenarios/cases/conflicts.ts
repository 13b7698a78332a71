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
    what: 'The team declared an ExternalSecret of that name before',
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
    what: "The team's own ExternalSecret, whose name a distribution wants",
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
    what: 'Two distributions give their copies one name: the second',
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
    what: 'Two distributions give their copies one name: the first',
    script: async scene => {
      const own = { externalSecretName: 'one-name' };
      await deliverThenSecond(scene, { own }, { own });
      await scene.until('conflict', second(scene));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'one-secret-twice',
    what: 'Two distributions write one Secret: the second',
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
    what: 'Two distributions write one Secret: the first',
    script: async scene => {
      await deliverThenSecond(scene, SHARED, SHARED);
      await scene.until('conflict', second(scene));
    },
    expected: { state: 'synced', warnings: ['contested'] },
  },
  {
    name: 'one-secret-no-more',
    what: 'Of two distributions that wrote one Secret the second gets another target',
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
    what: "The team's own ExternalSecret has the Secret that a distribution writes",
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
    what: 'Two distributions merge into one Secret that neither owns, of which the operator says nothing',
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
      'Which of them wrote last, and so which value is there: the operator calls all of them Ready',
  },
  {
    name: 'orphaned-twice',
    what: 'Two distributions write one Secret with creationPolicy Orphan, of which the operator says nothing',
    script: async scene => {
      await deliverThenSecond(scene, sharing('Orphan'), sharing('Orphan'));
    },
    expected: { state: 'conflict', cause: 'several-writers' },
    unknowable:
      'Which of them wrote last, and so which value is there: the operator calls all of them Ready',
  },
  {
    name: 'orphan-and-merge',
    what: 'One distribution writes the Secret with Orphan, and another merges into it',
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
    what: 'A Secret made by hand is taken over, and its data replaced',
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
    what: "Somebody takes the copy's owner reference away",
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
    what: "Somebody takes the copy's owner reference away, and then the label: nobody deletes the copy",
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
