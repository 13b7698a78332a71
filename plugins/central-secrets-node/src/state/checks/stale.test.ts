import { Change, childOf, syncedStatus, gatherInput } from '../../testUtils';
import {
  NOW,
  oauth,
  asking,
  store,
  derive,
  ask,
  awaitedMoments,
  evidenceOf,
} from '../__testUtils__/derive';
import { stale } from './stale';

describe('stale', () => {
  const at = (now: string, spec: Change = {}) =>
    derive(
      [
        asking,
        oauth,
        childOf(oauth, 'app', { spec, status: syncedStatus('oauth') }),
        store,
      ],
      {},
      now,
    );

  it('begins after two intervals and a minute, and not before', () => {
    expect(at('2026-11-23T07:01:00Z').state).toBe('synced');
    expect(at('2026-11-23T07:01:01Z')).toMatchObject({
      state: 'stale',
      since: Date.parse('2026-11-23T07:01:00Z'),
    });
  });

  it('begins when the limits say', () => {
    const child = childOf(oauth, 'app', { status: syncedStatus('oauth') });
    const objects = [asking, oauth, child, store];
    const { limits } = gatherInput(objects, { now: NOW });
    expect(
      derive(objects, {
        limits: { ...limits, refreshIntervalFactor: 0, staleGraceMs: 1_000 },
      }).state,
    ).toBe('stale');
  });

  it.each([
    { refreshInterval: '0s' },
    { refreshPolicy: 'CreatedOnce' },
    { refreshPolicy: 'OnChange' },
  ])('never begins with %j', spec => {
    expect(at('2027-11-23T05:00:00Z', spec).state).toBe('synced');
    const child = childOf(oauth, 'app', {
      spec,
      status: syncedStatus('oauth'),
    });
    expect(awaitedMoments([asking, oauth, child, store])).toHaveLength(0);
  });

  it('does not hold, asked alone, where there is no copy', () => {
    expect(ask(stale, [asking, oauth, store])).toBeUndefined();
  });

  it.each([
    ['2026-11-23T05:00:00Z', '2026-11-23T05:00:00Z'],
    [null, 'none'],
  ])('shows the refresh time %s and the interval', (refreshTime, told) => {
    const child = childOf(oauth, 'app', {
      status: { ...syncedStatus('oauth'), refreshTime },
    });
    expect(
      evidenceOf(
        derive([asking, oauth, child, store], {}, '2026-11-23T08:00:00Z'),
      ).slice(0, 2),
    ).toEqual([
      `ExternalSecret oauth: status.refreshTime = ${told}`,
      'ExternalSecret oauth: spec.refreshInterval = 3600 s',
    ]);
  });

  it('is not misled by the clock of the machine that the operator runs on', () => {
    const child = (refreshTime: string) =>
      childOf(oauth, 'app', {
        metadata: {
          managedFields: [
            {
              manager: 'external-secrets',
              operation: 'Update',
              subresource: 'status',
              time: '2026-11-23T05:00:00Z',
              fieldsV1: { 'f:status': { 'f:refreshTime': {} } },
            },
          ],
        },
        status: { ...syncedStatus('oauth'), refreshTime },
      });
    const stateAt = (refreshTime: string, now: string) =>
      derive([asking, oauth, child(refreshTime), store], {}, now).state;
    for (const refreshTime of [
      '2026-11-23T04:00:00Z',
      '2026-11-23T06:00:00Z',
    ]) {
      expect(stateAt(refreshTime, '2026-11-23T07:01:00Z')).toBe('synced');
      expect(stateAt(refreshTime, '2026-11-23T07:01:01Z')).toBe('stale');
    }
  });

  it('takes a copy without a refresh time for one that was due from its start', () => {
    const status = { ...syncedStatus('oauth'), refreshTime: null };
    const child = childOf(oauth, 'app', { status });
    expect(
      derive([asking, oauth, child, store], {}, '2026-11-23T08:00:00Z').state,
    ).toBe('stale');
  });

  describe('with sync windows', () => {
    /** Open on this day from 06:00 to 20:00; synced at 05:00. */
    const deny = {
      syncWindows: {
        kind: 'deny',
        windows: [{ schedule: '0 20 * * *', duration: '10h' }],
      },
    };
    const objects = [
      asking,
      oauth,
      childOf(oauth, 'app', { spec: deny, status: syncedStatus('oauth') }),
      store,
    ];

    it.each([
      ['while a window forbids refreshes', '2026-11-24T05:00:00Z', 'synced'],
      [
        'until it has been allowed for two intervals and a minute',
        '2026-11-24T08:01:00Z',
        'synced',
      ],
      ['after that', '2026-11-24T08:01:02Z', 'stale'],
    ])('is right %s', (_, now, state) => {
      expect(at(now, deny).state).toBe(state);
    });

    it('awaits that time, and the change of a window', () => {
      const awaited = (now: string) =>
        awaitedMoments(objects, now).map(each => new Date(each).toISOString());
      expect(awaited('2026-11-24T05:00:00Z')).toContain(
        '2026-11-24T06:00:00.001Z',
      );
      expect(awaited('2026-11-24T07:00:00Z')).toContain(
        '2026-11-24T08:01:00.001Z',
      );
    });

    it('does not begin where more windows are declared than are kept', () => {
      const many = {
        syncWindows: {
          kind: 'deny',
          windows: Array.from({ length: 11 }, () => ({
            schedule: '0 0 31 2 *',
            duration: '1h',
          })),
        },
      };
      expect(at('2027-11-24T05:00:00Z', many)).toMatchObject({
        state: 'synced',
        warnings: [],
      });
    });
  });
});
