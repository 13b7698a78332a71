import { ConflictError } from '@backstage/errors';

/** The error for a base branch that the repository does not have. */
export function missingBranch(branch: string): ConflictError {
  return new ConflictError(
    `The repository has no branch ${branch}; the platform team has to correct the branch in centralSecrets.requests.gitops.repositories, or make the first commit`,
  );
}
