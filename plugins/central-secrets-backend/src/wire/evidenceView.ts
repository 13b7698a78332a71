import { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Evidence } from '@central-secrets/backstage-plugin-central-secrets-node';
import { instant } from './wire';

/**
 * One fact in the contract's form.
 *
 * @param instantOf - from a time of the cluster's objects to ours
 */
export function toEvidence(
  evidence: Evidence,
  instantOf: typeof instant,
): Delivery['evidence'][number] {
  return {
    kind: evidence.kind,
    namespace: evidence.namespace ?? null,
    name: evidence.name,
    field: evidence.field,
    value: evidence.value,
    at: instantOf(evidence.at),
  };
}
