/**
 * The language of the domain for everything that runs on Node: the records of
 * Kubernetes objects, and the conclusions from them. No I/O, no clock of its
 * own, no Kubernetes client.
 *
 * @packageDocumentation
 */
export * from './bindings';
export * from './consumers';
export * from './offers';
export * from './records';
export * from './selection';
export * from './state';
export * from './text';
