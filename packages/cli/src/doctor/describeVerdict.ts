import { NamespaceFinalizerVerdict } from './hub/namespaceFinalizers';

/** A finalizer that stays, in a line. */
export function describeVerdict(verdict: NamespaceFinalizerVerdict): string {
  return `  Namespace ${verdict.namespace}, ${verdict.finalizer}: ${verdict.reason}`;
}
