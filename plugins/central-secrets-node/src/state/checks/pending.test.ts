import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BUILT_AT,
  childOf,
  clusterSecretStore,
  distribution,
  failedStatus,
  syncedStatus,
  gatherInput,
  observedAt,
  updateFailedEvent,
} from '../../testUtils';
import {
  NOW,
  oauth,
  asking,
  silent,
  store,
  derive,
  deriveChild,
  codesOf,
  evidenceOf,
} from '../__testUtils__/derive';

describe('pending', () => {
  describe('holds for a copy that nothing is known to ask for', () => {
    const copy = childOf(oauth, 'app', { status: syncedStatus('oauth') });
    const { observations } = gatherInput([silent, oauth, copy], { now: NOW });
    const built = Date.parse(BUILT_AT);
    const after = (ms: number, objects = [silent, oauth, copy]) =>
      derive(objects, {}, new Date(built + ms).toISOString()).state;
    const unseenSince = (observation: object) =>
      derive([silent, oauth, copy], {
        observations: {
          ...observations,
          namespaces: { observedAt: built + 2_999, ...observation },
        },
      }).state;

    it('for 3 s after it was made, and is then orphaned', () => {
      expect(after(2_999)).toBe('pending');
      expect(after(3_000)).toBe('orphaned');
    });

    it('whose distribution is not known either', () => {
      expect(after(2_999, [silent, copy])).toBe('pending');
      expect(after(3_000, [silent, copy])).toBe('orphaned');
    });

    it('while what would ask for it is not being watched, or is catching up', () => {
      const error = {
        code: 'failing',
        message: message('no-answer', { problem: 'HTTP 500' }),
      };
      expect(unseenSince({})).toBe('orphaned');
      expect(unseenSince({ error })).toBe('pending');
      expect(unseenSince({ isCatchingUp: true })).toBe('pending');
      expect(unseenSince({ error, observedAt: built + 3_000 })).toBe(
        'orphaned',
      );
    });

    it('by the cluster’s clock', () => {
      const now = built + 600_000;
      const at = (clusterNow: number) =>
        derive([silent, oauth, copy], {
          now,
          clusterNow,
          observations: observedAt(now),
        }).state;
      expect(at(built + 2_999)).toBe('pending');
      expect(at(built + 3_000)).toBe('orphaned');
    });

    it('but not once it is being deleted', () => {
      const going = childOf(oauth, 'app', {
        metadata: { deletionTimestamp: BUILT_AT },
      });
      expect(after(0, [silent, oauth, going])).toBe('orphaned');
    });
  });

  it('says of a copy whose request is not known that the request is awaited', () => {
    const derived = derive(
      [silent, oauth, childOf(oauth, 'app')],
      {},
      BUILT_AT,
    );
    expect(derived).toMatchObject({
      state: 'pending',
      summary:
        'The operator has just created the copy; the request for it is not known here yet',
    });
  });

  describe('with a store of another controller class', () => {
    const storeOf = (controller: string) =>
      clusterSecretStore(undefined, { spec: { controller } });
    const child = childOf(oauth, 'app', { status: {} });

    it('says that this operator passes the copy over', () => {
      const derived = derive([asking, oauth, child, storeOf('other')]);
      expect(derived).toMatchObject({
        state: 'pending',
        summary: expect.stringContaining('controller class other'),
        remedy: { by: 'platform' },
      });
      expect(evidenceOf(derived)).toEqual([
        'Namespace app: metadata.labels[secrets/oauth] = true',
        'ExternalSecret oauth: metadata.creationTimestamp = 2026-11-23T05:00:00Z',
        'ClusterSecretStore central-secret-store: spec.controller = other',
      ]);
    });

    it.each([
      ['the class is the usual one', [child, storeOf('default')]],
      ['there is no copy that it could pass over', [storeOf('other')]],
      [
        'an operator has attempted the copy',
        [
          childOf(oauth, 'app', {
            metadata: { deletionTimestamp: BUILT_AT },
            status: syncedStatus('oauth'),
          }),
          storeOf('other'),
        ],
      ],
    ])('does not blame the store where %s', (_, objects) => {
      const derived = derive([asking, oauth, ...objects]);
      expect(derived).toMatchObject({
        state: 'pending',
        summary: expect.not.stringContaining('controller class'),
        remedy: { by: 'nobody' },
      });
      expect(evidenceOf(derived).join()).not.toContain('spec.controller');
    });
  });

  it('shows the label alone before there is a copy', () => {
    expect(evidenceOf(derive([asking, oauth, store]))).toEqual([
      'Namespace app: metadata.labels[secrets/oauth] = true',
    ]);
  });

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
      summary:
        'The copy is being deleted, and the operator will create it again',
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

  describe('after a write that met another one', () => {
    const at = (now: string) => {
      const child = childOf(oauth, 'app', {
        status: failedStatus('could not update secret'),
      });
      const conflict = updateFailedEvent(
        child,
        'error updating secret: Operation cannot be fulfilled on secrets "oauth": the object has been modified; please apply your changes to the latest version and try again',
      );
      return derive([asking, oauth, child, store, conflict], {}, now);
    };

    it('holds while the operator repeats it', () => {
      expect(at('2026-11-23T05:00:30Z')).toMatchObject({
        state: 'pending',
        summary:
          'Another write of the Secret came first; the operator repeats its own',
        remedy: { by: 'nobody' },
        warnings: [],
      });
    });

    it('does not hold for longer than is usual', () => {
      expect(at('2026-11-23T05:02:00Z')).toMatchObject({
        state: 'failed',
        cause: 'other',
      });
    });
  });
});
