import {
  BUILT_AT,
  childOf,
  distribution,
  syncedStatus,
} from '../../../testUtils';
import {
  NOW,
  oauth,
  asking,
  store,
  derive,
  deriveChild,
  codesOf,
} from '../../__testUtils__/derive';
import { gatherInput } from '../../../testUtils';

describe('pending', () => {
  it('holds since the label, or the distribution if that came later', () => {
    const input = gatherInput([asking, oauth], { now: NOW });
    const labelled = (time: number) => ({
      namespace: {
        ...input.namespace,
        labelTimes: { 'secrets/oauth': time },
      },
    });
    const built = Date.parse(BUILT_AT);
    expect(derive([asking, oauth], labelled(built + 20_000)).since).toBe(
      built + 20_000,
    );
    expect(derive([asking, oauth], labelled(built - 20_000)).since).toBe(built);
  });

  it('holds at the latest since its copy was made', () => {
    const child = childOf(oauth, 'app', {
      metadata: { creationTimestamp: '2026-11-23T05:00:10Z' },
    });
    expect(derive([asking, oauth, child, store])).toMatchObject({
      state: 'pending',
      since: Date.parse('2026-11-23T05:00:10Z'),
    });
  });

  it('does not say since when where nobody recorded it, and is not called unusual then', () => {
    const derived = derive([asking, oauth], {}, '2026-11-23T09:00:00Z');
    expect(derived).toMatchObject({
      state: 'pending',
      remedy: { by: 'nobody' },
    });
    expect(derived.since).toBeUndefined();
    expect(codesOf(derived)).toEqual([]);
  });

  it('holds while the copy is being deleted, though its status is still good', () => {
    expect(
      deriveChild({
        metadata: { deletionTimestamp: BUILT_AT },
        status: syncedStatus('oauth'),
      }),
    ).toMatchObject({
      state: 'pending',
      summary: 'The copy is being deleted, and the operator will make it again',
    });
  });

  it('does not wait for an operator that has already failed to make the copy', () => {
    const failing = distribution('oauth', {
      status: {
        failedNamespaces: [
          {
            namespace: 'app',
            reason:
              'could not create or update ExternalSecret: externalsecrets.external-secrets.io is forbidden: User "u" cannot create',
          },
        ],
      },
    });
    expect(derive([asking, failing])).toMatchObject({
      state: 'failed',
      cause: 'permission',
    });
  });

  it.each([
    'could not get latest namespace: Operation cannot be fulfilled: the object has been modified',
    'external secret in non matching namespace could not be deleted: x',
  ])(
    'goes on waiting after what the operator gets over by itself: %s',
    reason => {
      const retrying = distribution('oauth', {
        status: { failedNamespaces: [{ namespace: 'app', reason }] },
      });
      expect(derive([asking, retrying]).state).toBe('pending');
    },
  );
});
