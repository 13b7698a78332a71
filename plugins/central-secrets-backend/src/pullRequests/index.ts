export type { Repository } from './createHost';
export { createHost, hostTypeOf } from './createHost';
export type { HostType } from './filePath';
export { isSafePath, readFileUrl } from './filePath';
export type { ProposedChange } from './proposeChange';
export { proposeChange } from './proposeChange';
export type {
  BaseCommit,
  PullRequest,
  PullRequestHost,
  PullRequestState,
} from './PullRequestHost';
export { LostAnswerError, RateLimitedError } from './PullRequestHost';
export type { RepositoryUrl } from './repositoryUrl';
export { parseRepositoryUrl } from './repositoryUrl';
