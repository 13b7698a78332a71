import {
  DELIVERY_STATES,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { delivery, deliveryIn } from '../__testUtils__/fixtures';
import { flowOf, secretPresence } from './flow';

const healths = (...parameters: Parameters<typeof flowOf>) =>
  Object.fromEntries(
    flowOf(...parameters).map(({ step, health }) => [step, health]),
  );

describe('the way of a secret', () => {
  it('is all as it should be only for what has arrived', () => {
    DELIVERY_STATES.forEach(state => {
      const good = flowOf(deliveryIn(state)).every(
        ({ health }) => health === 'ok',
      );
      expect(good).toBe(state === 'synced');
    });
  });

  it('has a health at each step for each state', () => {
    const seen = DELIVERY_STATES.map(state => [
      state,
      flowOf(deliveryIn(state)).map(({ health }) => health),
    ]);
    expect(Object.fromEntries(seen)).toEqual({
      unknown: ['unknown', 'unknown', 'unknown', 'unknown'],
      terminating: ['ok', 'ok', 'problem', 'problem'],
      'not-requested': ['ok', 'waiting', 'absent', 'absent'],
      orphaned: ['ok', 'problem', 'ok', 'kept'],
      conflict: ['ok', 'ok', 'problem', 'unknown'],
      denied: ['problem', 'ok', 'absent', 'absent'],
      pending: ['ok', 'ok', 'waiting', 'waiting'],
      'store-unavailable': ['ok', 'ok', 'waiting', 'absent'],
      failed: ['ok', 'ok', 'problem', 'absent'],
      outdated: ['ok', 'ok', 'waiting', 'kept'],
      stale: ['ok', 'ok', 'problem', 'kept'],
      synced: ['ok', 'ok', 'ok', 'ok'],
    });
  });

  it.each([
    'secret-owned-by-another',
    'several-writers',
    'invalid-secret',
    'target-immutable',
    'target-missing',
    'admission',
  ] as const)('ends at the Secret, when the cause is %s', cause => {
    expect(healths(deliveryIn('failed', 'x', { cause }))).toMatchObject({
      store: 'ok',
      distribution: 'ok',
      externalSecret: 'problem',
      secret: 'problem',
    });
  });

  it.each([
    'store-missing',
    'store-login',
    'provider-unavailable',
    'provider-throttled',
  ] as const)('ends at the store, when the cause is %s', cause => {
    expect(healths(deliveryIn('failed', 'x', { cause })).store).toBe('problem');
  });

  it('is told by the state alone, when the cause is that of a newer backend', () => {
    const failed = deliveryIn('failed', 'x');
    expect(flowOf({ ...failed, cause: 'new-cause' })).toEqual(
      flowOf({ ...failed, cause: null }),
    );
  });

  it('has no distribution, when the team declared the ExternalSecret itself', () => {
    const declared = delivery('own', {
      origin: 'declared',
      distribution: null,
    });
    expect(flowOf(declared).map(({ step }) => step)).toEqual([
      'store',
      'externalSecret',
      'secret',
    ]);
  });

  it('ends at the store, when that does not allow the namespace', () => {
    expect(healths(deliveryIn('denied')).store).toBe('problem');
  });

  it('ends at the distribution, when its selector is invalid', () => {
    expect(
      healths(deliveryIn('failed', 'x', { cause: 'selector-invalid' })),
    ).toMatchObject({
      distribution: 'problem',
      externalSecret: 'absent',
      secret: 'absent',
    });
  });

  it('does not say that a store is down, when that is not known', () => {
    const stores = [{ ...delivery('x').store, ready: null }];
    expect(healths(delivery('x', { stores })).store).toBe('unknown');
    expect(healths(deliveryIn('unknown')).store).toBe('unknown');
  });

  it('has a step for each store, and blames the one that is down', () => {
    const [store] = delivery('x').stores;
    const stores = [store, { ...store, name: 'second', ready: false }];
    expect(
      flowOf(deliveryIn('store-unavailable', 'x', { stores })).slice(0, 2),
    ).toEqual([
      { step: 'store', name: store.name, health: 'ok' },
      { step: 'store', name: 'second', health: 'problem' },
    ]);
  });

  it('blames none of several Ready stores', () => {
    const [store] = delivery('x').stores;
    const stores = [store, { ...store, name: 'second' }];
    expect(
      flowOf(deliveryIn('failed', 'x', { cause: 'store-login', stores }))
        .slice(0, 2)
        .map(({ health }) => health),
    ).toEqual(['unknown', 'unknown']);
  });

  it('says when an earlier copy was written, and not that it is still there', () => {
    const failed = deliveryIn('failed', 'x', {
      lastSynced: '2026-11-23T05:00:00Z',
      warnings: [
        message('earlier-copy-in-place', {
          secret: 'oauth',
          at: '2026-11-23T13:02:00Z',
        }),
      ],
    });
    expect(flowOf(failed).at(-1)).toMatchObject({
      step: 'secret',
      health: 'earlier',
      writtenAt: Date.parse('2026-11-23T05:00:00Z'),
    });
    expect(secretPresence(failed)).toBe('unknown');
  });

  it('has no earlier copy, when another warning is told', () => {
    const warnings = [message('unused', { secret: 'git' })] as never;
    expect(healths(deliveryIn('failed', 'x', { warnings })).secret).toBe(
      'absent',
    );
  });

  it('names each step', () => {
    const changes = { externalSecret: 'the-copy' };
    expect(flowOf(delivery('x', changes)).map(({ name }) => name)).toEqual([
      'central-secret-store',
      'x',
      'the-copy',
      'x',
    ]);
  });
});

describe('whether the Secret is there', () => {
  it.each([
    ['synced', 'there'],
    ['stale', 'there'],
    ['pending', 'absent'],
    ['failed', 'absent'],
    ['unknown', 'unknown'],
    ['conflict', 'unknown'],
  ] as const)('is, for one that is %s: %s', (state, presence) => {
    expect(secretPresence(deliveryIn(state))).toBe(presence);
  });
});
