/** `central-secrets wait`: the gate before a rollout. */
export type { WaitClock } from './clock';
export { wait } from './wait';
