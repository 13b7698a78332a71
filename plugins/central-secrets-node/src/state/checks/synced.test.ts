import {
  Change,
  childOf,
  clusterSecretStore,
  failedStatus,
  RawObject,
  syncedStatus,
} from '../../testUtils';
import {
  ask,
  oauth,
  asking,
  store,
  derive,
  deriveChild,
  codesOf,
} from '../__testUtils__/derive';
import { synced } from './synced';

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
    expect(evidence.map(({ field }) => field)).toStrictEqual([
      'status.conditions[Ready].status',
      'status.conditions[Ready].message',
    ]);
  });

  describe('asked alone', () => {
    const objects = (status?: RawObject) => [
      asking,
      oauth,
      ...(status ? [childOf(oauth, 'app', { status })] : []),
      store,
    ];
    const ready = (reason: string, status = 'True') => ({
      ...syncedStatus('oauth'),
      conditions: [{ type: 'Ready', status, reason }],
    });

    it.each([
      ['there is no copy', undefined],
      ['the copy has no condition', {}],
      ['the last attempt failed', failedStatus('x')],
      ['the outcome is unknown', ready('SecretSynced', 'Unknown')],
      ['the target does not exist', ready('SecretMissing')],
      ['the reason is unknown', ready('Whatever')],
    ])('does not hold where %s', (_, status) => {
      expect(ask(synced, objects(status))).toBeUndefined();
    });

    it.each(['SecretSynced', 'ResourceSynced'])('holds for %s', reason => {
      expect(ask(synced, objects(ready(reason)))).toBeDefined();
    });
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
