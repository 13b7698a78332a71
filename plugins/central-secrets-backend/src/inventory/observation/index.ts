export { isFresh, knowledgeText, staleReason } from './freshness';
export { mergeObservations } from './mergeObservations';
