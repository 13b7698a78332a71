export * from './client';
export * from './distributionSchemas';
export * from './limits';
export {
  checkSchema,
  planWarningSchema,
  summarySchema,
  warningSchema,
} from './messages';
export { isKnownWord } from './openWord';
export type { OpenWord } from './openWord';
export * from './schemas';
export * from './signals';
export { skippedClusterSchema } from './skippedClusters';
export type { SkippedCluster } from './skippedClusters';
