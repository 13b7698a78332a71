import {
  DELIVERY_STATES,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import {
  ANSWERED_AT,
  available,
  delivery,
  deliveryIn,
  MINUTE_MS,
  plan,
  response,
} from '../__testUtils__/fixtures';
import type { Rows } from './rows';
import { rowsOf } from './rows';
import { countByState } from './summary';

const AT = Date.parse(ANSWERED_AT);

/** How often each delivery is shown, in whatever section. */
function timesShown(rows: Rows): Map<string, number> {
  const ids = [
    ...rows.attention.map(({ id }) => id),
    ...rows.arrived.map(({ id }) => id),
    ...rows.available.map(
      item => `${item.cluster}/${item.namespace}/${item.distribution}`,
    ),
  ];
  const times = new Map<string, number>();
  ids.forEach(id => times.set(id, (times.get(id) ?? 0) + 1));
  return times;
}

describe('the sections of the page', () => {
  it('ask no attention for what a namespace that is being deleted never had', () => {
    const rows = rowsOf(
      response({
        deliveries: [
          deliveryIn('terminating', 'had'),
          { ...deliveryIn('terminating', 'never-had'), involved: false },
        ],
        available: [],
      }),
    );
    expect(rows.attention.map(({ id }) => id)).toEqual(['hub/backstage/had']);
    expect(rows.available).toEqual([
      expect.objectContaining({
        distribution: 'never-had',
        requestable: false,
        reason: deliveryIn('terminating').summary,
      }),
    ]);
  });

  it('show every delivery exactly once, whatever its state, and whatever was asked for', () => {
    const anyName = fc.constantFrom('a', 'b', 'c', 'd');
    const anyDeliveries = fc.uniqueArray(
      fc.record({ name: anyName, state: fc.constantFrom(...DELIVERY_STATES) }),
      { selector: ({ name }) => name },
    );
    const anyAsked = fc.array(
      fc.record({
        name: anyName,
        action: fc.constantFrom('add' as const, 'remove' as const),
      }),
    );
    fc.assert(
      fc.property(anyDeliveries, anyAsked, (items, asked) => {
        const answer = response({
          deliveries: items.map(({ name, state }) => deliveryIn(state, name)),
          available: items
            .filter(({ state }) => state === 'not-requested')
            .map(({ name }) => available(name)),
        });
        const rows = rowsOf(
          answer,
          asked.map(({ name, action }) => ({
            action,
            at: AT,
            plan: plan(name, {
              leaves: [{ distribution: name, secret: name }],
            }),
          })),
        );
        const times = timesShown(rows);
        answer.deliveries.forEach(({ id }) => expect(times.get(id)).toBe(1));
        expect([...times.values()].every(count => count === 1)).toBe(true);

        const counted = [...countByState(rows).values()].reduce(
          (sum, count) => sum + count,
          0,
        );
        expect(counted).toBe(rows.attention.length + rows.arrived.length);
      }),
    );
  });

  it('are sorted: the worst first, then the oldest, then by name', () => {
    const old = { since: '2026-11-20T00:00:00Z' };
    const rows = rowsOf(
      response({
        deliveries: [
          deliveryIn('stale', 'e', old),
          deliveryIn('failed', 'c'),
          deliveryIn('failed', 'b'),
          deliveryIn('failed', 'd', old),
          deliveryIn('unknown', 'a'),
          delivery('z'),
          delivery('y'),
        ],
      }),
    );
    expect(rows.attention.map(row => row.id.slice(-1))).toEqual([...'adbce']);
    expect(rows.arrived.map(row => row.id.slice(-1))).toEqual([...'yz']);
  });

  it('show what can be requested first, then by name', () => {
    const refused = { requestable: false };
    const rows = rowsOf(
      response({
        available: [
          available('a', refused),
          available('d'),
          available('b', refused),
          available('c'),
        ],
      }),
    );
    expect(rows.available.map(({ distribution }) => distribution)).toEqual([
      ...'cdab',
    ]);
  });

  it('show only the places that are chosen', () => {
    const other = { namespace: 'other' };
    const answer = response({
      deliveries: [
        deliveryIn('failed', 'a', other),
        deliveryIn('failed', 'b'),
        delivery('c', other),
        delivery('d'),
      ],
      available: [available('e', other), available('f')],
    });
    const asked = [
      { action: 'add' as const, plan: plan('g', other), at: AT },
      { action: 'add' as const, plan: plan('h'), at: AT },
    ];
    const idsOf = (rows: Rows) =>
      [...timesShown(rows).keys()].map(id => id.slice(-1)).sort();
    expect(
      idsOf(rowsOf(answer, asked, ({ namespace }) => namespace === 'other')),
    ).toEqual([...'aceg']);
    expect(idsOf(rowsOf(answer, asked))).toEqual([...'abcdefgh']);
  });

  it('say of a delivery that is not listed as available why it cannot be requested', () => {
    const unlisted = deliveryIn('not-requested', 'git', {
      description: 'For Git',
      documentationUrl: 'https://docs',
    });
    const notOffered = message('not-self-service');
    const offered = (reason: typeof notOffered | null) =>
      rowsOf(
        response({
          deliveries: [unlisted],
          requests: { mode: 'cluster', allowed: true, reason },
        }),
      ).available;
    const expected = {
      cluster: 'hub',
      namespace: 'backstage',
      distribution: 'git',
      description: 'For Git',
      documentationUrl: 'https://docs',
      secret: unlisted.secret,
      requestable: false,
      plan: null,
    };
    expect(offered(null)).toEqual([{ ...expected, reason: unlisted.remedy }]);
    expect(offered(notOffered)).toEqual([{ ...expected, reason: notOffered }]);
  });

  it('call a declared delivery by the name of its ExternalSecret', () => {
    const declared = deliveryIn('not-requested', 'git', {
      distribution: null,
      externalSecret: 'own',
    });
    expect(rowsOf(response({ deliveries: [declared] })).available).toEqual([
      expect.objectContaining({ distribution: 'own' }),
    ]);
  });

  it('keep a delivery without a known time behind those that have one', () => {
    const rows = rowsOf(
      response({
        deliveries: [
          deliveryIn('failed', 'timeless', { since: null }),
          deliveryIn('failed', 'timed'),
        ],
      }),
    );
    expect(rows.attention.map(({ id }) => id)).toEqual([
      'hub/backstage/timed',
      'hub/backstage/timeless',
    ]);
  });
});

describe('what was asked for on this page', () => {
  const asked = { action: 'add' as const, plan: plan('gh-oauth'), at: AT };

  it('is expected as long as the cluster does not show it', () => {
    const rows = rowsOf(response({ available: [available('gh-oauth')] }), [
      asked,
    ]);
    expect(rows.attention).toEqual([
      expect.objectContaining({ kind: 'expected', distribution: 'gh-oauth' }),
    ]);
    expect(rows.available).toEqual([]);
  });

  it('shows what is known of it: the keys, the place, the time, the description', () => {
    const explained = plan('gh-oauth', {
      arrives: [
        {
          distribution: 'gh-oauth',
          secret: 'oauth',
          type: 'Opaque',
          keys: ['token'],
          keysLeftOut: 2,
          keyPurposes: { token: 'for the API' },
        },
      ],
    });
    const expected = {
      kind: 'expected',
      id: 'hub/backstage/gh-oauth',
      cluster: 'hub',
      namespace: 'backstage',
      distribution: 'gh-oauth',
      secret: {
        name: 'oauth',
        keys: ['token'],
        keysLeftOut: 2,
        keyPurposes: { token: 'for the API' },
      },
      description: null,
      askedAt: AT,
    };
    const changes = [{ ...asked, plan: explained }];
    const described = available('gh-oauth', { description: 'For logins' });
    expect(rowsOf(response(), changes).attention).toEqual([expected]);
    expect(
      rowsOf(response({ available: [described] }), changes).attention,
    ).toEqual([{ ...expected, description: 'For logins' }]);
  });

  it('is pending, and sorted by the time when it was asked for', () => {
    const deliveries = [
      deliveryIn('pending', 'later', {
        since: new Date(AT + MINUTE_MS).toISOString(),
      }),
      deliveryIn('failed', 'worse'),
      deliveryIn('pending', 'earlier', {
        since: new Date(AT - MINUTE_MS).toISOString(),
      }),
      deliveryIn('pending', 'z-same', { since: ANSWERED_AT }),
    ];
    const rows = rowsOf(response({ deliveries }), [asked]);
    expect(rows.attention.map(({ id }) => id.split('/')[2])).toEqual([
      'worse',
      'earlier',
      'gh-oauth',
      'z-same',
      'later',
    ]);
  });

  it('is expected while the cluster shows it as available only', () => {
    const deliveries = [deliveryIn('not-requested', 'gh-oauth')];
    const rows = rowsOf(response({ deliveries }), [asked]);
    expect(rows.attention.map(({ kind }) => kind)).toEqual(['expected']);
    expect(rows.available).toEqual([]);
  });

  it('is leaving since its label was removed, while the cluster still has it', () => {
    const removal = {
      action: 'remove' as const,
      at: AT - MINUTE_MS,
      plan: plan('one', { leaves: [{ distribution: 'one', secret: 'one' }] }),
    };
    const deliveries = [delivery('one'), delivery('two')];
    const rows = rowsOf(response({ deliveries }), [
      removal,
      { ...asked, plan: removal.plan },
    ]);
    expect(rows.arrived.map(({ leavingSince }) => leavingSince)).toEqual([
      AT - MINUTE_MS,
      undefined,
    ]);
    expect(rows.attention).toEqual([]);
  });

  it('does not expect what a removal brings besides', () => {
    const removal = { ...asked, action: 'remove' as const };
    expect(rowsOf(response(), [removal]).attention).toEqual([]);
  });

  it('is not leaving where the rest of the same addition is awaited', () => {
    const both = plan('one', {
      arrives: ['one', 'two'].map(distribution => ({
        distribution,
        secret: distribution,
        type: 'Opaque',
        keys: null,
      })),
    });
    const rows = rowsOf(response({ deliveries: [delivery('one')] }), [
      { ...asked, plan: both },
    ]);
    expect(rows.arrived[0].leavingSince).toBeUndefined();
    expect(rows.attention.map(({ id }) => id)).toEqual(['hub/backstage/two']);
  });

  it('gives way to what the cluster says, be that good or bad', () => {
    const rows = rowsOf(
      response({ deliveries: [deliveryIn('failed', 'gh-oauth')] }),
      [asked],
    );
    expect(rows.attention).toEqual([
      expect.objectContaining({ kind: 'delivery' }),
    ]);
  });

  it('brings everything that the label brings', () => {
    const both = plan('gh-oauth', {
      arrives: ['gh-oauth', 'gh-webhook'].map(distribution => ({
        distribution,
        secret: distribution,
        type: 'Opaque',
        keys: null,
      })),
    });
    const rows = rowsOf(response(), [{ ...asked, plan: both }]);
    expect(rows.attention.map(({ id }) => id)).toEqual([
      'hub/backstage/gh-oauth',
      'hub/backstage/gh-webhook',
    ]);
  });

  it('is no longer said to be leaving when the cluster keeps it all the same', () => {
    const removal = {
      action: 'remove' as const,
      at: AT - 3 * MINUTE_MS,
      plan: plan('one', { leaves: [{ distribution: 'one', secret: 'one' }] }),
    };
    const rows = rowsOf(response({ deliveries: [delivery('one')] }), [removal]);
    expect(rows.arrived[0].leavingSince).toBeUndefined();
  });
});
