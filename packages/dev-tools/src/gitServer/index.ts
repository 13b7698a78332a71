/** A host with one Git repository, for tests of pull requests. */
export { GitServer } from './GitServer';
