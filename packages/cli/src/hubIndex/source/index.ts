/** The hub's Secrets as the index tells of them. */
export { describeSecret } from './describeSecret';
export type { DescribedSecret } from './describeSecret';
export { SourceTable } from './SourceTable';
