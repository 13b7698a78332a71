import { NamespaceFinalizerVerdict } from './hub/namespaceFinalizers';

/** Describes a kept finalizer in one line. */
export function describeVerdict(verdict: NamespaceFinalizerVerdict): string {
  return `  Namespace ${verdict.namespace}, ${verdict.finalizer}: ${verdict.reason}`;
}
