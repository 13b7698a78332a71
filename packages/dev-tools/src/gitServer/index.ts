/** A host with one Git repository, for tests of pull requests. */
export type { ApiPullRequest } from './giteaApi';
export { GitRepository } from './GitRepository';
export { GitServer } from './GitServer';
