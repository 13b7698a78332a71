/** Many people look at one tab: sends as many requests as their pages do. */
import { Target } from '../load/startMock';
import { Shape } from '../load/shape';
import { createAsker } from './answers';
import { program } from './program';
import { syncedInventory } from './synced';

export interface RequestsInput {
  readonly target: Target;
  readonly shape: Shape;
  readonly answers: number;
}

program<RequestsInput, { answers: number }>(
  async ({ target, shape, answers }) => {
    const { inventory, cluster } = await syncedInventory(target, shape);
    // All six watches are open, however few answers follow.
    while (
      Object.values(cluster.observations()).some(
        ({ observedAt, error }) => error || observedAt === undefined,
      )
    ) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    await new Promise(resolve => setTimeout(resolve, 1_000));
    const asker = await createAsker(inventory);
    for (let count = 0; count < answers; count += 1) {
      await asker.ask(0);
    }
    await asker.close();
    await inventory.stop();
    return { answers };
  },
);
