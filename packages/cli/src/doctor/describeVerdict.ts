import { NamespaceFinalizerVerdict } from '@central-secrets/backstage-plugin-central-secrets-common';

/** A finalizer that stays, in a line. */
export function describeVerdict(verdict: NamespaceFinalizerVerdict): string {
  return `  Namespace ${verdict.namespace}, ${verdict.finalizer}: ${verdict.reason}`;
}
