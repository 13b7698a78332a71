/** `central-secrets wait`: the gate before a rollout. */
export type { WaitClock } from './clock';
export type { WaitSurroundings } from './wait';
export { wait } from './wait';
