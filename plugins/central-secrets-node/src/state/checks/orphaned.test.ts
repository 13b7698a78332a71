import {
  BUILT_AT,
  childOf,
  distribution,
  externalSecret,
  namespace,
} from '../../testUtils';
import {
  oauth,
  asking,
  silent,
  derive,
  evidenceOf,
} from '../__testUtils__/derive';

const LATER = '2026-11-23T05:02:00Z';

describe('orphaned', () => {
  it('holds for a copy whose owner bears the distribution’s name and another uid', () => {
    const former = distribution('oauth', { metadata: { uid: 'former' } });
    expect(derive([silent, oauth, childOf(former, 'app')])).toMatchObject({
      state: 'orphaned',
      evidence: [
        { value: 'ClusterExternalSecret oauth (former)' },
        expect.anything(),
      ],
    });
  });

  it('holds while the distribution itself is being deleted', () => {
    const going = distribution('oauth', {
      metadata: { deletionTimestamp: BUILT_AT },
    });
    expect(derive([asking, going, childOf(going, 'app')]).state).toBe(
      'orphaned',
    );
    expect(derive([asking, going]).state).toBe('not-requested');
  });

  it('says since when the copy is being deleted, and by what it is the distribution’s', () => {
    const going = childOf(oauth, 'app', {
      metadata: { deletionTimestamp: '2026-11-23T05:00:10Z' },
    });
    const derived = derive([silent, oauth, going]);
    expect(derived).toMatchObject({
      state: 'orphaned',
      since: Date.parse('2026-11-23T05:00:10Z'),
      remedy: { by: 'nobody' },
    });
    expect(evidenceOf(derived)).toEqual([
      'ExternalSecret oauth: metadata.ownerReferences = ClusterExternalSecret oauth (uid-of-clusterexternalsecret-oauth)',
      'ExternalSecret oauth: metadata.deletionTimestamp = 2026-11-23T05:00:10Z',
      'ClusterExternalSecret oauth: spec.namespaceSelectors = secrets/oauth=true',
    ]);
  });

  it('knows a copy that lost its owner by the finalizer of the namespace', () => {
    const left = namespace('app', {
      metadata: {
        finalizers: ['externalsecrets.external-secrets.io/ces-oauth'],
      },
    });
    const disowned = externalSecret('oauth', 'app');
    const derived = derive([left, oauth, disowned]);
    expect(derived.state).toBe('orphaned');
    expect(derived.since).toBeUndefined();
    expect(evidenceOf(derived)).toEqual([
      'ExternalSecret oauth: metadata.ownerReferences = none',
      'Namespace app: metadata.finalizers = externalsecrets.external-secrets.io/ces-oauth',
      'ClusterExternalSecret oauth: spec.namespaceSelectors = secrets/oauth=true',
    ]);
    expect(derive([silent, oauth, disowned]).state).toBe('not-requested');
  });

  it('shows the owner alone where the distribution no longer exists', () => {
    const derived = derive([silent, childOf(oauth, 'app')], {}, LATER);
    expect(derived.state).toBe('orphaned');
    expect(evidenceOf(derived)).toEqual([
      'ExternalSecret oauth: metadata.ownerReferences = ClusterExternalSecret oauth (uid-of-clusterexternalsecret-oauth)',
    ]);
  });

  it('does not hold for another distribution’s copy of that name', () => {
    const other = distribution('other', {
      spec: { externalSecretName: 'oauth' },
    });
    expect(derive([silent, oauth, childOf(other, 'app')]).state).toBe(
      'not-requested',
    );
  });

  it('does not hold for somebody else’s copy of that name, though the finalizer was left', () => {
    const other = distribution('other', {
      spec: { externalSecretName: 'oauth' },
    });
    const left = namespace('app', {
      metadata: {
        finalizers: ['externalsecrets.external-secrets.io/ces-oauth'],
      },
    });
    expect(derive([left, oauth, childOf(other, 'app')]).state).toBe(
      'not-requested',
    );
  });

  it('quotes the operator when it could not delete the copy', () => {
    const stuck = distribution('oauth', {
      status: {
        failedNamespaces: [
          {
            namespace: 'app',
            reason:
              'external secret in non matching namespace could not be deleted: forbidden',
          },
        ],
      },
    });
    expect(
      derive([silent, stuck, childOf(stuck, 'app')]).evidence,
    ).toContainEqual(
      expect.objectContaining({
        field: 'status.failedNamespaces[app].reason',
      }),
    );
  });
});
