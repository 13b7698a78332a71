import { DELIVERY_STATES } from '@central-secrets/backstage-plugin-central-secrets-common';
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
