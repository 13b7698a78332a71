import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BUILT_AT,
  childOf,
  externalSecret,
  failedStatus,
  observedAt,
  RawObject,
  syncedStatus,
  updateFailedEvent,
} from '../../testUtils';
import {
  ask,
  oauth,
  asking,
  silent,
  store,
  GET_FAILED,
  derive,
  deriveChild,
  codesOf,
  NOW,
} from '../__testUtils__/derive';
import { Observation } from '../../records';
import { failed } from './failed';

describe('failed', () => {
  const failing = childOf(oauth, 'app', {
    status: failedStatus(GET_FAILED, '2026-11-23T05:00:20Z'),
  });
  const eventAt = (text: string, lastTimestamp: string) =>
    updateFailedEvent(failing, text, { lastTimestamp });

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

  it('takes its cause from the condition where no event tells more', () => {
    const sanitized = childOf(oauth, 'app', {
      status: failedStatus(
        'could not update secret: spec.target.template.data: template execution failed',
        '2026-11-23T05:00:20Z',
      ),
    });
    const objects = [asking, oauth, sanitized, store];
    expect(derive(objects)).toMatchObject({
      state: 'failed',
      cause: 'template',
    });
    expect(
      derive([
        ...objects,
        updateFailedEvent(sanitized, 'could not update secret', {
          lastTimestamp: '2026-11-23T05:00:20Z',
        }),
      ]).cause,
    ).toBe('template');
  });

  it.each([
    [
      'could not update secret, target is immutable: detail',
      'failed',
      'target-immutable',
    ],
    [
      'target is owned by another ExternalSecret: detail',
      'conflict',
      'secret-owned-by-another',
    ],
    [
      'failed to take ownership of target secret: detail',
      'conflict',
      'secret-owned-by-another',
    ],
  ])('knows the message %j with a detail behind it', (text, state, cause) => {
    const refused = childOf(oauth, 'app', {
      status: failedStatus(text, '2026-11-23T05:00:20Z'),
    });
    expect(derive([asking, oauth, refused, store])).toMatchObject({
      state,
      cause,
    });
  });

  describe('of a failure whose event is not there', () => {
    const gone = {
      summary:
        'The last attempt failed; the event with the cause no longer exists',
      remedy: { by: 'platform' },
    };
    const awaited = {
      summary:
        'The last attempt has just failed; the event with the cause is not known here yet',
      remedy: { by: 'nobody' },
    };
    const objects = [asking, oauth, failing, store];
    const NOW_MS = Date.parse(NOW);
    const eventsAre = (events: Observation) => ({
      observations: { ...observedAt(NOW_MS), events },
    });

    it.each([
      ['2026-11-23T05:00:20Z', awaited, 'may still arrive'],
      ['2026-11-23T05:00:37.999Z', awaited, 'may still arrive'],
      ['2026-11-23T05:00:38Z', gone, 'no longer exists'],
    ])('says at %s whether it may still come', (now, expected, warning) => {
      const derived = derive(objects, {}, now);
      expect(derived).toMatchObject({
        state: 'failed',
        cause: 'other',
        warnings: [
          { code: 'partial-knowledge', text: expect.stringContaining(warning) },
        ],
        ...expected,
      });
    });

    it('waits for it while events are not known until then, and no longer', () => {
      const later = '2026-11-23T05:00:45Z';
      const since37 = { observedAt: NOW_MS + 7_000 };
      const error = {
        code: 'failing',
        message: message('no-answer', { problem: 'x' }),
      } as const;
      expect(
        derive(objects, eventsAre({ ...since37, error }), later),
      ).toMatchObject({ state: 'failed', ...awaited });
      expect(
        derive(objects, eventsAre({ ...since37, isCatchingUp: true }), later),
      ).toMatchObject({ state: 'failed', ...awaited });
      expect(
        derive(
          objects,
          eventsAre({ observedAt: NOW_MS + 8_000, error }),
          later,
        ),
      ).toMatchObject({ state: 'failed', ...gone });
    });

    it('waits for none where events cannot be seen', () => {
      const error = {
        code: 'forbidden',
        message: message('no-answer', { problem: 'no right' }),
      } as const;
      expect(
        derive(objects, eventsAre({ error }), '2026-11-23T05:00:20Z'),
      ).toMatchObject({
        state: 'failed',
        ...gone,
        warnings: [{ text: expect.stringContaining('cannot be read') }],
      });
    });
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
    const told = (reason: string) =>
      deriveChild({
        status: { ...status, conditions: [{ ...ready, reason }] },
      });
    expect(told('Whatever')).toMatchObject({
      state: 'failed',
      cause: 'other',
      summary: 'The operator reports Ready with an unknown reason: Whatever',
    });
    expect(told('').summary).toBe(
      'The operator reports Ready with an unknown reason: none',
    );
  });

  it('does not hold, asked alone, before an attempt has ended', () => {
    const copyWith = (status: RawObject) => [
      asking,
      oauth,
      childOf(oauth, 'app', { status }),
      store,
    ];
    const unsettled = { conditions: [{ type: 'Ready', status: 'Unknown' }] };
    expect(ask(failed, [asking, oauth, store])).toBeUndefined();
    expect(ask(failed, copyWith({}))).toBeUndefined();
    expect(ask(failed, copyWith(unsettled))).toBeUndefined();
  });

  it('says when an earlier copy was written, and that it may have been removed since', () => {
    const derived = deriveChild({
      status: {
        ...failedStatus(GET_FAILED),
        binding: { name: 'oauth' },
        refreshTime: BUILT_AT,
      },
    });
    expect(derived.warnings).toContainEqual({
      code: 'earlier-copy-in-place',
      text: 'The Secret oauth was last written at 2026-11-23T05:00:00Z and may have been removed since',
    });
  });

  it('does not take a binding alone for a copy', () => {
    const derived = deriveChild({
      status: { ...failedStatus(GET_FAILED), binding: { name: 'oauth' } },
    });
    expect(codesOf(derived)).not.toContain('earlier-copy-in-place');
  });
});
