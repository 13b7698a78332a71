/**
 * Builders of raw Kubernetes objects for tests: valid by the operator's schema
 * by default, so that a test says only what matters to it.
 *
 * @packageDocumentation
 */
export { merge } from './merge';
export type { Change, Json, RawObject } from './merge';
export * from './objects';
export { findInput, gatherInput, observedAt } from './gatherInput';
export type { GatherOptions } from './gatherInput';
export * from './workloads';
export { deriveSample, sampleAnswerOf } from './sample';
export type { Sample, SampleAnswer, SampleHead } from './sample';
