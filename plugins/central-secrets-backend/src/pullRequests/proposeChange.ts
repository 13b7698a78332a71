import { ConflictError } from '@backstage/errors';
import {
  BranchChange,
  BranchExistsError,
  LostAnswerError,
  PullRequest,
  PullRequestExistsError,
  PullRequestHost,
  ReviewRequest,
} from './PullRequestHost';

/**
 * A change of one file that waits for a review. The same change always has the
 * same branch: by it, an earlier proposal is found.
 */
export type ProposedChange = BranchChange & ReviewRequest;

/** How many branches are tried, where earlier proposals left theirs behind. */
const BRANCHES = 3;

/**
 * Opens a pull request for a change, or finds the open one for it. A second
 * proposal, a parallel one, and one whose answer was lost end with the same pull
 * request.
 *
 * A branch that is there without an open pull request is used where it has the
 * proposed text, and left alone where it has another one.
 *
 * @throws the errors of PullRequestHost; ConflictError where too many branches
 * are left behind
 */
export async function proposeChange(
  host: PullRequestHost,
  change: ProposedChange,
): Promise<PullRequest> {
  for (let number = 1; number <= BRANCHES; number++) {
    const branch = number === 1 ? change.branch : `${change.branch}-${number}`;
    const open = await host.findOpen(branch, change.base);
    if (open) {
      return open;
    }
    if (await prepareBranch(host, { ...change, branch })) {
      return openOrFind(host, { ...change, branch });
    }
  }
  throw new ConflictError(
    `Earlier requests left ${BRANCHES} branches with other content, from ${change.branch} on; delete them in the repository, and request again`,
  );
}

/** Creates the branch with its commit; false: there is one with another content. */
async function prepareBranch(
  host: PullRequestHost,
  change: ProposedChange,
): Promise<boolean> {
  try {
    await host.commitToNewBranch(change);
    return true;
  } catch (error) {
    if (
      !(error instanceof BranchExistsError) &&
      !(error instanceof LostAnswerError)
    ) {
      throw error;
    }
    const isProposed =
      (await host.readFile(change.path, change.branch)) === change.text;
    if (!isProposed && error instanceof LostAnswerError) {
      throw error;
    }
    return isProposed;
  }
}

async function openOrFind(
  host: PullRequestHost,
  change: ProposedChange,
): Promise<PullRequest> {
  try {
    return await host.open(change);
  } catch (error) {
    if (
      !(error instanceof PullRequestExistsError) &&
      !(error instanceof LostAnswerError)
    ) {
      throw error;
    }
    const open = await host.findOpen(change.branch, change.base);
    if (!open) {
      throw error;
    }
    return open;
  }
}
