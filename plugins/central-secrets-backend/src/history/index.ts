export { DatabaseRequestHistory } from './DatabaseRequestHistory';
export type {
  RecordedRequest,
  RequestEntry,
  RequestHistory,
  RequestOutcome,
} from './RequestHistory';
