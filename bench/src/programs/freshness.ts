/**
 * Measures when an answer shows each of a stream of updates. It answers with
 * these times, by the clock that processes share.
 */
import { setImmediate as waitForNextTurn } from 'node:timers/promises';
import { refreshTimeOf, sharedNow, updatedIndex } from '../load/Churn';
import { placeOf } from '../load/MockCluster';
import { Target } from '../load/startMock';
import { numbersOf, Shape } from '../load/shape';
import { createAsker } from './answers';
import { program } from './program';
import { syncedInventory } from './synced';

export interface FreshnessInput {
  readonly target: Target;
  readonly shape: Shape;
  readonly updates: number;
}

program<FreshnessInput, number[]>(async ({ target, shape, updates }) => {
  const { inventory } = await syncedInventory(target, shape);
  const asker = await createAsker(inventory);
  const seenAt: number[] = [];
  while (seenAt.length < updates) {
    const count = seenAt.length;
    const index = updatedIndex(count, shape);
    const answer = await asker.ask(numbersOf(index, shape).namespace);
    const { name } = placeOf(index, shape);
    const delivery = answer.deliveries.find(
      ({ distribution }) => distribution === name,
    );
    const refreshedAt = Date.parse(refreshTimeOf(count + 1));
    if (Date.parse(delivery?.lastSynced ?? '') >= refreshedAt) {
      seenAt.push(sharedNow());
    } else {
      await waitForNextTurn();
    }
  }
  await asker.close();
  await inventory.stop();
  return seenAt;
});
