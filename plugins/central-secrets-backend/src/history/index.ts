export { DatabasePullRequestHistory } from './DatabasePullRequestHistory';
export { DatabaseRequestHistory } from './DatabaseRequestHistory';
export { openDatabase } from './openDatabase';
export type {
  PullRequestEntry,
  PullRequestHistory,
  RecordedPullRequest,
  RecordedState,
} from './PullRequestHistory';
export type {
  RecordedRequest,
  RequestEntry,
  RequestHistory,
  RequestOutcome,
} from './RequestHistory';
