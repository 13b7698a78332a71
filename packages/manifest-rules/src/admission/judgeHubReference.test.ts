import fc from 'fast-check';
import { DEFAULT_HUB_ACCESS } from './defaultHubAccess';
import { judgeHubReference } from './judgeHubReference';

const HUB = { kind: 'ClusterSecretStore', name: 'central-secret-store' };
const OWNER = {
  kind: 'ClusterExternalSecret',
  name: 'github',
  uid: '1',
  controller: true,
};

function placesOf(spec: unknown, metadata: object = {}) {
  return judgeHubReference({ metadata, spec }, DEFAULT_HUB_ACCESS).map(
    ({ path }) => path.join('.'),
  );
}

describe('judgeHubReference', () => {
  it('finds each place that names a store of the hub', () => {
    const entry = { sourceRef: { storeRef: HUB } };
    expect(
      placesOf({
        secretStoreRef: HUB,
        data: [{}, entry],
        dataFrom: [entry, { sourceRef: { generatorRef: {} } }],
      }),
    ).toEqual([
      'spec.secretStoreRef',
      'spec.data.1.sourceRef.storeRef',
      'spec.dataFrom.0.sourceRef.storeRef',
    ]);
  });

  it('accepts other stores', () => {
    for (const secretStoreRef of [
      { kind: 'ClusterSecretStore', name: 'vault-backend' },
      { kind: 'SecretStore', name: 'central-secret-store' },
      { name: 'central-secret-store' },
    ]) {
      expect(placesOf({ secretStoreRef })).toEqual([]);
    }
  });

  it('accepts a copy, and believes no owner that has not made it', () => {
    const copy = {
      metadata: { ownerReferences: [OWNER] },
      spec: { secretStoreRef: HUB },
    };
    expect(judgeHubReference(copy, DEFAULT_HUB_ACCESS)).toEqual([]);
    const asked: unknown[] = [];
    expect(
      judgeHubReference(copy, DEFAULT_HUB_ACCESS, owner => {
        asked.push(owner);
        return false;
      }),
    ).toHaveLength(1);
    expect(asked).toEqual([
      { kind: 'ClusterExternalSecret', name: 'github', uid: '1' },
    ]);
  });

  it.each([
    ['does not control it', { ...OWNER, controller: false }],
    ['is of another kind', { ...OWNER, kind: 'ClusterPushSecret' }],
  ])('refuses one whose owner %s', (_what, owner) => {
    expect(
      placesOf({ secretStoreRef: HUB }, { ownerReferences: [owner] }),
    ).toHaveLength(1);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), anything => {
        for (const object of [
          anything,
          { metadata: anything },
          { spec: { data: [anything], dataFrom: anything } },
        ]) {
          const judge = () => judgeHubReference(object, DEFAULT_HUB_ACCESS);
          expect(judge).not.toThrow();
        }
      }),
    );
  });
});
