/**
 * The parts of central secrets that a browser and a scaffolder need: the
 * contract, its words, the labels and annotations, the permissions, and a
 * client.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './deliveryId';
export { parseGoDuration } from './duration';
export * from './escapeControls';
export * from './internalDistribution';
export * from './kinds';
export * from './labels';
export type { SomeNames } from './nameSome';
export { firstNames, nameSome, someNames } from './nameSome';
export * from './needsAction';
export * from './permissions';
export * from './secretWays';
export * from './states';
export * from './texts';
