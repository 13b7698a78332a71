import {
  Change,
  childOf,
  clusterSecretStore,
  syncedStatus,
} from '../../testUtils';
import {
  oauth,
  asking,
  derive,
  deriveChild,
  codesOf,
} from '../__testUtils__/derive';

describe('synced', () => {
  it('says when nothing is to be written', () => {
    const derived = deriveChild({
      spec: { target: { creationPolicy: 'None' } },
      status: syncedStatus(''),
    });
    expect(derived).toMatchObject({
      state: 'synced',
      summary: expect.stringContaining('no Secret is written'),
    });
    expect(codesOf(derived)).toEqual(['no-secret-written']);
  });

  it('shows since when it is ready, and when the source was last read', () => {
    const { refreshTime, ...silent } = syncedStatus('oauth');
    const at = Date.parse(String(refreshTime));
    const derived = deriveChild({ status: { ...silent, refreshTime } });
    expect(derived.since).toBe(at);
    expect(derived.evidence).toContainEqual(
      expect.objectContaining({ field: 'status.refreshTime', at }),
    );
    const { evidence, state } = deriveChild({ status: silent });
    expect(state).toBe('synced');
    expect(evidence.map(({ field }) => field)).toEqual([
      'status.conditions[Ready].status',
      'status.conditions[Ready].message',
    ]);
  });

  it('goes on with a store that is down, until the next attempt fails', () => {
    const child = childOf(oauth, 'app', { status: syncedStatus('oauth') });
    const down = clusterSecretStore(undefined, { status: undefined });
    expect(derive([asking, oauth, child, down]).state).toBe('synced');
  });

  it('warns that the store is not ready, where there will be a next attempt', () => {
    const down = clusterSecretStore(undefined, {
      status: { conditions: [{ type: 'Ready', status: 'False' }] },
    });
    const child = (spec: Change) =>
      childOf(oauth, 'app', { spec, status: syncedStatus('oauth') });
    const codesWith = (spec: Change) =>
      codesOf(derive([asking, oauth, child(spec), down]));
    expect(codesWith({})).toEqual(['store-not-ready']);
    expect(codesWith({ refreshInterval: '0s' })).toEqual(['refresh-disabled']);
  });
});
