import { cluster, deliveryIn, response } from '../__testUtils__/fixtures';
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
});
