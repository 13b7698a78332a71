import { World } from '../framework/world';

/**
 * The place that keeps a run's world, in this process and in each test's
 * context.
 */
export interface WorldHolder {
  centralSecretsWorld?: World;
}

/** The world of this run. */
export function theWorld(): World {
  const world = (globalThis as WorldHolder).centralSecretsWorld;
  if (!world) {
    throw new Error('the world was not started; run npm run test:e2e');
  }
  return world;
}
