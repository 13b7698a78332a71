import {
  ConflictError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** A branch and the commit that it points to now. */
export interface BaseCommit {
  readonly branch: string;
  readonly commit: string;
}

/** `merged`: its change is in the base branch; `closed`: it was closed without. */
export type PullRequestState = 'open' | 'merged' | 'closed';

/** A pull request as a host knows it (GitLab calls it a merge request). */
export interface PullRequest {
  /** Its number in the repository. */
  readonly id: string;
  /** Its page, for people. */
  readonly url: string;
  readonly state: PullRequestState;
}

/** One file's new text, as one commit on a branch that does not exist yet. */
export interface BranchChange {
  readonly branch: string;
  /** Where the branch starts. */
  readonly base: BaseCommit;
  readonly path: string;
  readonly text: string;
  readonly message: string;
}

/** A branch that is to be reviewed. */
export interface ReviewRequest {
  readonly branch: string;
  readonly base: BaseCommit;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/**
 * One repository of a host: what a proposed change of one file needs, and
 * nothing else. Each method throws one of the errors below, or another error of
 * `@backstage/errors` that says what to do.
 */
export interface PullRequestHost {
  /** The host's name for people, such as `GitHub`. */
  readonly title: string;
  /** The branch that changes go to, and its commit: the configured one, or the repository's default. */
  readBase(): Promise<BaseCommit>;
  /** The text of a file in a commit or branch; undefined: there is no such file. */
  readFile(path: string, ref: string): Promise<string | undefined>;
  /** The paths of the files directly in a folder; none where there is no such folder. */
  listFiles(folder: string, commit: string): Promise<readonly string[]>;
  /** The open pull request from a branch to the base. */
  findOpen(branch: string, base: BaseCommit): Promise<PullRequest | undefined>;
  /** Creates the branch and its commit in one step. Throws BranchExistsError where there is one of that name. */
  commitToNewBranch(change: BranchChange): Promise<void>;
  /** Opens a pull request from a branch to the base. Throws PullRequestExistsError where one is open. */
  open(request: ReviewRequest): Promise<PullRequest>;
  /** What became of a pull request. */
  read(id: string): Promise<PullRequest>;
}

/** The branch is already there: another request was quicker, or an earlier one left it. */
export class BranchExistsError extends ConflictError {
  constructor(branch: string) {
    super(`The branch ${branch} is already there`);
  }
}

/** A pull request for the branch is already open. */
export class PullRequestExistsError extends ConflictError {}

/** The host refuses the token's access; the message names the missing right. */
export class HostRefusedError extends NotAllowedError {}

/** The host takes no more requests for a while. */
export class RateLimitedError extends ServiceUnavailableError {}

/** A change was sent, and no answer says whether it was made. */
export class LostAnswerError extends ServiceUnavailableError {}
