import { DELIVERY_STATES } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  ANSWERED_AT,
  binding,
  cluster,
  delivery as arrived,
  deliveryIn,
  plan,
  response,
} from '../__testUtils__/fixtures';
import { testTranslate } from '../__testUtils__/translate';
import type { DeliveryRow } from './rows';
import { makeView } from './view';

describe('what can be given back', () => {
  const view = (...parameters: Parameters<typeof response>) =>
    makeView(response(...parameters), [], undefined, testTranslate());
  const delivery = deliveryIn('synced');
  const row: DeliveryRow = { kind: 'delivery', id: delivery.id, delivery };

  it('is what a distribution brought', () => {
    expect(view().canGiveBack(row)).toBe(true);
  });

  it('is nothing in a cluster without a write credential', () => {
    const clusters = [cluster({ writable: false })];
    expect(view({ clusters }).canGiveBack(row)).toBe(false);
  });

  it.each([
    ['the reader may not request', { allowed: false, mode: 'cluster' }],
    ['requests are disabled', { allowed: true, mode: 'disabled' }],
  ])('is nothing where %s', (_case, requests) => {
    const changes = { requests: { ...requests, reason: null } };
    expect(view(changes).canGiveBack(row)).toBe(false);
  });

  it('is nothing that the team declared itself', () => {
    const declared: DeliveryRow = {
      ...row,
      delivery: { ...delivery, origin: 'declared', distribution: null },
    };
    expect(view().canGiveBack(declared)).toBe(false);
  });

  it('is nothing that is leaving already', () => {
    expect(view().canGiveBack({ ...row, leavingSince: 1 })).toBe(false);
  });

  it('is nothing that has no label, as far as is known', () => {
    expect(
      DELIVERY_STATES.filter(
        state =>
          !view().canGiveBack({ ...row, delivery: deliveryIn(state, 'a') }),
      ),
    ).toEqual(['unknown', 'terminating', 'not-requested', 'orphaned']);
  });
});

describe('the view of one place', () => {
  const t = testTranslate();
  const deliveries = [
    deliveryIn('failed', 'a'),
    arrived('b', { namespace: 'other' }),
  ];
  const ids = (wanted: string | undefined) => {
    const { rows, chosenPlace } = makeView(
      response({ deliveries }),
      [],
      wanted,
      t,
    );
    return {
      chosenPlace,
      ids: [...rows.attention, ...rows.arrived].map(({ id }) => id),
    };
  };

  it.each([
    ['hub/other', 'hub/other', ['hub/other/b']],
    ['hub/unknown', undefined, ['hub/backstage/a', 'hub/other/b']],
    [undefined, undefined, ['hub/backstage/a', 'hub/other/b']],
  ])('shows what is in %s', (wanted, chosenPlace, shown) => {
    expect(ids(wanted)).toEqual({ chosenPlace, ids: shown });
  });

  it('says why there is nothing to show, only where all places are shown', () => {
    const emptiness = (wanted?: string) =>
      makeView(response(), [], wanted, t).emptiness;
    expect(emptiness()).toBe('nothing-offered');
    expect(emptiness('hub/backstage')).toBeUndefined();
  });

  it('names a place by the displayed name of its cluster', () => {
    const clusters = [cluster({ title: 'Production' })];
    expect(
      makeView(response({ clusters }), [], undefined, t).placeText({
        cluster: 'hub',
        namespace: 'shop',
      }),
    ).toBe('Production / shop');
  });

  it('shows what was asked for on the page', () => {
    const asked = [
      { action: 'add' as const, plan: plan('a'), at: Date.parse(ANSWERED_AT) },
    ];
    const { summary, rows } = makeView(
      response({ bindings: [binding()] }),
      asked,
      undefined,
      t,
    );
    expect(summary).toBe('1 pending');
    expect(rows.attention).toHaveLength(1);
  });
});
