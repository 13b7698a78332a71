/**
 * The request of the tab, where the cluster has many distributions that do not
 * concern the entity.
 */
import type { AvailableForm } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Shape } from '../load/shape';
import { Target } from '../load/startMock';
import { AnswerTimes, createAsker, timesOf } from './answers';
import { CLUSTER, inventoryOf } from './backend';
import { program } from './program';
import { waitUntilSynced } from './synced';

export interface TabInput {
  readonly target: Target;
  readonly shape: Shape;
  readonly count: number;
}

export interface TabAnswers extends AnswerTimes {
  readonly bytes: number;
}

export type TabResult = Readonly<Record<AvailableForm, TabAnswers>>;

/** Every namespace has the same number of deliveries, so any one is good. */
const NAMESPACE = 0;

program<TabInput, TabResult>(async ({ target, shape, count }) => {
  const inventory = await inventoryOf(target);
  inventory.start();
  await waitUntilSynced(inventory.cluster(CLUSTER)!, shape);
  const asker = await createAsker(inventory);
  const measured = async (form: AvailableForm): Promise<TabAnswers> => {
    const times: number[] = [];
    let bytes = 0;
    // The first answers compile the code.
    for (let index = -count; index < count; index += 1) {
      const askedAt = performance.now();
      const answer = await asker.ask(NAMESPACE, form);
      if (index >= 0) {
        times.push(performance.now() - askedAt);
      }
      bytes = JSON.stringify(answer).length;
      const { length } = answer.deliveries.filter(({ involved }) => involved);
      if (length !== shape.perNamespace) {
        throw new Error(`${length} deliveries, not ${shape.perNamespace}`);
      }
    }
    return { ...timesOf(times), bytes };
  };
  const counted = await measured('counted');
  const listed = await measured('listed');
  await asker.close();
  await inventory.stop();
  return { counted, listed };
});
