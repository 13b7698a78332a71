export * from './decision';
export type { InternalKind, InternalPathFault } from './internalPath';
export {
  describeInternalPathFault,
  findInternalPathFault,
  INTERNAL_PREFIXES,
  internalPathProblem,
  kindOfInternalPath,
} from './internalPath';
export * from './plan';
export { kindOfInternalProperty, usualInternalProperty } from './properties';
