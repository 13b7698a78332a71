/** Why an attempt failed: the cause, how sure it is, and what would decide it. */
export { candidatesFor } from './candidates';
export { causeOfText, findCause } from './findCause';
