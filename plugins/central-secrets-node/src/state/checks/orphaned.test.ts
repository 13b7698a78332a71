import { BUILT_AT, childOf, distribution, namespace } from '../../testUtils';
import { oauth, asking, silent, derive } from '../__testUtils__/derive';

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
