/**
 * Which workloads use a Secret, and whether their pods still use its previous
 * value.
 */
export type { SecretConsumer } from './Users';
export type { JudgedConsumer, Usage } from './deriveUsage';
export { deriveUsage } from './deriveUsage';
export type { LastWrite, WriteEvent } from './lastWrite';
export { isWriteEvent, lastWriteOf } from './lastWrite';
export type { FoundByMarks } from './findByMarks';
export { findByMarks } from './findByMarks';
export { consumersBySecret } from './usersOf';
