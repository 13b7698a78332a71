export * from './client';
export * from './chainSchemas';
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
export * from './operatorSchema';
export * from './schemas';
export * from './severities';
export * from './signals';
export * from './storeSchemas';
export { skippedClusterSchema } from './skippedClusters';
export type { SkippedCluster } from './skippedClusters';
