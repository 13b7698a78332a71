import {
  BUILT_AT,
  childOf,
  externalSecret,
  failedStatus,
  RawObject,
  syncedStatus,
  updateFailedEvent,
} from '../../../testUtils';
import {
  oauth,
  asking,
  silent,
  store,
  GET_FAILED,
  derive,
  deriveChild,
  codesOf,
} from '../../__testUtils__/derive';

describe('failed', () => {
  const failing = childOf(oauth, 'app', {
    status: failedStatus(GET_FAILED, '2026-11-23T05:00:20Z'),
  });
  const eventAt = (message: string, lastTimestamp: string) =>
    updateFailedEvent(failing, message, { lastTimestamp });

  it('takes its cause from the newest event', () => {
    expect(
      derive([
        asking,
        oauth,
        failing,
        store,
        eventAt('secrets "old" not found', '2026-11-23T05:00:21Z'),
        eventAt('could not apply template: x', '2026-11-23T05:00:25Z'),
      ]),
    ).toMatchObject({ state: 'failed', cause: 'template' });
  });

  it('does not take it from an event of an earlier failure', () => {
    expect(
      derive([
        asking,
        oauth,
        failing,
        store,
        eventAt('secrets "old" not found', '2026-11-23T05:00:14Z'),
      ]),
    ).toMatchObject({
      state: 'failed',
      cause: 'other',
      warnings: [{ code: 'partial-knowledge' }],
    });
    expect(
      derive([
        asking,
        oauth,
        failing,
        store,
        eventAt('secrets "now" not found', '2026-11-23T05:00:15Z'),
      ]).cause,
    ).toBe('source-missing');
  });

  it('is told apart from an unavailable store by the store itself: it does not exist', () => {
    const derived = derive([asking, oauth, failing]);
    expect(derived).toMatchObject({
      state: 'failed',
      cause: 'store-missing',
    });
  });

  it('blames no store that was not ready and has since been deleted, but its absence', () => {
    const text = 'ClusterSecretStore "central-secret-store" is not ready';
    expect(
      derive([asking, oauth, failing, eventAt(text, '2026-11-23T05:00:25Z')]),
    ).toMatchObject({ state: 'failed', cause: 'store-missing' });
  });

  it('does not miss a store where only generators are used', () => {
    const own = externalSecret('own', 'app', {
      spec: {
        secretStoreRef: undefined,
        data: undefined,
        dataFrom: [
          { sourceRef: { generatorRef: { kind: 'Password', name: 'p' } } },
        ],
      },
      status: failedStatus(GET_FAILED),
    });
    expect(derive([silent, own])).toMatchObject({
      state: 'failed',
      cause: 'other',
    });
  });

  it('leaves a declared one’s spec to the developers', () => {
    const own = externalSecret('own', 'app', {
      status: failedStatus(GET_FAILED),
    });
    const event = updateFailedEvent(own, 'secrets "x" not found');
    expect(derive([silent, own, store, event]).remedy).toMatchObject({
      by: 'developer',
      command: 'kubectl edit externalsecret own -n app',
    });
  });

  it('holds where the source gave nothing and nothing was ever written', () => {
    const retained = (binding: string) => {
      const status = syncedStatus(binding);
      const [ready] = status.conditions as RawObject[];
      return {
        ...status,
        conditions: [
          {
            ...ready,
            message: 'secret retained due to DeletionPolicy=Retain',
          },
        ],
      };
    };
    expect(deriveChild({ status: retained('') })).toMatchObject({
      state: 'failed',
      cause: 'target-missing',
    });
    const kept = deriveChild({ status: retained('oauth') });
    expect(kept.state).toBe('synced');
    expect(codesOf(kept)).toEqual(['earlier-copy-in-place']);
  });

  it('does not trust Ready=True for a reason that it does not know', () => {
    const status = syncedStatus('oauth');
    const [ready] = status.conditions as RawObject[];
    expect(
      deriveChild({
        status: { ...status, conditions: [{ ...ready, reason: 'Whatever' }] },
      }),
    ).toMatchObject({ state: 'failed', cause: 'other' });
  });

  it('says where an earlier copy goes on working', () => {
    const derived = deriveChild({
      status: {
        ...failedStatus(GET_FAILED),
        binding: { name: 'oauth' },
        refreshTime: BUILT_AT,
      },
    });
    expect(derived.warnings).toContainEqual({
      code: 'earlier-copy-in-place',
      text: 'A copy was last written at 2026-11-23T05:00:00Z; the operator leaves it in place',
    });
  });

  it('does not take a binding alone for a copy', () => {
    const derived = deriveChild({
      status: { ...failedStatus(GET_FAILED), binding: { name: 'oauth' } },
    });
    expect(codesOf(derived)).not.toContain('earlier-copy-in-place');
  });
});
