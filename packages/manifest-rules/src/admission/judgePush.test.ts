import fc from 'fast-check';
import { DEFAULT_HUB_ACCESS } from './defaultHubAccess';
import { judgePush } from './judgePush';

const HUB = { kind: 'ClusterSecretStore', name: 'central-secret-store' };

function problemsOf(spec: unknown, metadata: object = {}) {
  return judgePush({ metadata, spec }, DEFAULT_HUB_ACCESS).map(
    ({ path, text }) => [path.join('.'), text],
  );
}

const BY_LABELS = 'cluster-wide stores that are selected by their labels';
const selected = { kind: 'ClusterSecretStore', labelSelector: {} };

describe('judgePush', () => {
  it.each<[string, object[], string[][]]>([
    [
      'its name',
      [HUB],
      [['spec.secretStoreRefs.0', 'ClusterSecretStore central-secret-store']],
    ],
    [
      'its name, beside another',
      [{ name: 'mine' }, HUB],
      [['spec.secretStoreRefs.1', 'ClusterSecretStore central-secret-store']],
    ],
    ['labels', [selected], [['spec.secretStoreRefs.0', BY_LABELS]]],
    [
      'labels, beside a name, which the operator does not read then',
      [{ ...selected, name: 'other' }],
      [['spec.secretStoreRefs.0', BY_LABELS]],
    ],
    [
      'nothing',
      [{ kind: 'ClusterSecretStore', name: '' }],
      [['spec.secretStoreRefs.0', BY_LABELS]],
    ],
  ])('refuses to push to the hub’s store by %s', (_how, refs, problems) => {
    expect(problemsOf({ secretStoreRefs: refs })).toEqual(problems);
    expect(problemsOf({ pushSecretSpec: { secretStoreRefs: refs } })).toEqual(
      problems.map(([path, text]) => [
        path.replace('spec.', 'spec.pushSecretSpec.'),
        text,
      ]),
    );
    expect(
      problemsOf({ dataTo: refs.map(storeRef => ({ storeRef })) }),
    ).toEqual(
      problems.map(([path, text]) => [
        path.replace(/secretStoreRefs\.(\d)/, 'dataTo.$1.storeRef'),
        text,
      ]),
    );
  });

  it('accepts other stores, and stores of the namespace by their labels', () => {
    expect(
      problemsOf({
        secretStoreRefs: [
          { kind: 'ClusterSecretStore', name: 'vault-backend' },
          { kind: 'SecretStore', name: 'central-secret-store' },
          { name: 'central-secret-store' },
          { labelSelector: {} },
        ],
      }),
    ).toEqual([]);
  });

  it('believes no owner that has not made it', () => {
    const owner = { kind: 'ClusterPushSecret', name: 'x', controller: true };
    const push = {
      metadata: { ownerReferences: [owner] },
      spec: { secretStoreRefs: [HUB] },
    };
    expect(judgePush(push, DEFAULT_HUB_ACCESS, () => false)).toHaveLength(1);
    expect(judgePush(push, DEFAULT_HUB_ACCESS, () => true)).toEqual([]);
  });

  it('leaves what a ClusterPushSecret has made to its own judgement', () => {
    const owner = { kind: 'ClusterPushSecret', name: 'x', controller: true };
    expect(
      problemsOf({ secretStoreRefs: [HUB] }, { ownerReferences: [owner] }),
    ).toEqual([]);
    for (const other of [
      { ...owner, controller: false },
      { ...owner, kind: 'Deployment' },
    ]) {
      expect(
        problemsOf({ secretStoreRefs: [HUB] }, { ownerReferences: [other] }),
      ).toHaveLength(1);
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), anything => {
        for (const object of [
          anything,
          { spec: anything, metadata: anything },
          { spec: { secretStoreRefs: [anything], dataTo: anything } },
        ]) {
          expect(() => judgePush(object, DEFAULT_HUB_ACCESS)).not.toThrow();
        }
      }),
    );
  });
});
