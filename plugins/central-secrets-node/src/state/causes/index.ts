/** Why an attempt failed: the cause, how sure it is, and what would decide it. */
export { candidatesFor } from './candidates';
export { findCause, findCopyCause } from './findCause';
export { sourceReadsOf } from './refusedSource';
