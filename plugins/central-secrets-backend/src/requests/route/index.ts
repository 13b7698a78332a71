export type { Route, RouteOptions, RouteTarget } from './findRoute';
export {
  annotationOf,
  ANNOTATION_NAMESPACE_FILE,
  entriesFor,
  findRoute,
  namespaceFileOf,
} from './findRoute';
export type { GitOpsOptions, GitOpsRepository } from './gitOpsConfig';
export { fillTemplate, readGitOpsOptions } from './gitOpsConfig';
export { managerOf } from './managedBy';
