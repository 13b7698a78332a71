/**
 * The language of central secrets: what a delivery is, which states it can be
 * in, and the contract in which they are told.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './hub';
export * from './labels';
export * from './model';
export * from './permissions';
