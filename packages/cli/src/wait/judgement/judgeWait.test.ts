import { judgeWait, WaitedDelivery } from '.';

function delivery(change: Partial<WaitedDelivery>): WaitedDelivery {
  return {
    cluster: 'hub',
    namespace: 'shop',
    distribution: 'pull-secret',
    externalSecret: 'pull-secret',
    state: 'synced',
    summary: { code: 'synced', parameters: { secret: 'pull-secret' } },
    remedy: { by: 'nobody', code: 'no-action', parameters: {} },
    failedBefore: false,
    verdict: { counts: true },
    ...change,
  };
}

const remedyBy = (by: string, code = 'check-secret') => ({
  by,
  code,
  parameters: {},
});

describe('judgeWait', () => {
  it('is done where the sync counts', () => {
    expect(judgeWait(delivery({}))).toEqual({ outcome: 'done' });
  });

  it.each([
    'pending',
    'store-unavailable',
    'failed',
    'outdated',
    'stale',
    'conflict',
    'a-state-of-a-newer-backend',
  ])('is never done in the state %s, whatever the last sync says', state => {
    expect(judgeWait(delivery({ state })).outcome).not.toBe('done');
  });

  it.each(['terminating', 'conflict', 'denied', 'failed', 'not-requested'])(
    'fails in the state %s if a person must act',
    state => {
      expect(
        judgeWait(delivery({ state, remedy: remedyBy('platform') })),
      ).toEqual({ outcome: 'failed' });
    },
  );

  it.each(['denied', 'failed', 'conflict', 'orphaned'])(
    'waits in the state %s if no action is needed',
    state => {
      expect(judgeWait(delivery({ state }))).toEqual({ outcome: 'waiting' });
    },
  );

  it('waits for a store, because the operator tries again', () => {
    expect(
      judgeWait(
        delivery({ state: 'store-unavailable', remedy: remedyBy('platform') }),
      ),
    ).toEqual({ outcome: 'waiting' });
  });

  it('waits where the failure is older than the trigger', () => {
    expect(
      judgeWait(
        delivery({
          state: 'failed',
          remedy: remedyBy('platform'),
          failedBefore: true,
        }),
      ),
    ).toEqual({ outcome: 'waiting', reason: 'failed-before' });
  });

  it('waits for the sync where the last one does not count', () => {
    const verdict = { counts: false, reason: 'refresh-awaited' } as const;
    expect(judgeWait(delivery({ verdict }))).toEqual({
      outcome: 'waiting',
      reason: 'refresh-awaited',
    });
  });

  it('fails where the operator never syncs again', () => {
    const verdict = { counts: false, reason: 'never-refreshed' } as const;
    expect(judgeWait(delivery({ verdict })).outcome).toBe('failed');
    expect(
      judgeWait(
        delivery({
          state: 'outdated',
          remedy: remedyBy('developer', 'delete-to-rewrite'),
        }),
      ).outcome,
    ).toBe('failed');
  });

  it('knows what cannot be read from what was not observed lately', () => {
    const of = (cause: string) =>
      judgeWait(delivery({ state: 'unknown', cause })).outcome;
    expect(of('kind-unreadable')).toBe('unknown');
    expect(of('cluster-unobserved')).toBe('waiting');
  });
});
