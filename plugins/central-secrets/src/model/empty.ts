import type { DeliveriesResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { bindingNoticesOf } from './bindings';
import type { Knowledge } from './knowledge';
import type { Rows } from './rows';

/** Why there is nothing to show. */
export type Emptiness =
  /** The entity names no namespace. */
  | 'no-binding'
  /** Nothing has been asked for; something can be. */
  | 'nothing'
  /** Nothing has been asked for, and the reader can ask for nothing that is offered. */
  | 'nothing-requestable'
  /** Nothing has been asked for, and nothing is offered. */
  | 'nothing-offered';

/**
 * Why there is nothing to show; undefined when there is something, when
 * something may be hidden, or when the binding's own notice says enough.
 */
export function emptinessOf(
  response: DeliveriesResponse,
  rows: Rows,
  { complete }: Pick<Knowledge, 'complete'>,
): Emptiness | undefined {
  if (response.bindings.length === 0) {
    // Where it is may be a cluster that is not observed.
    return complete ? 'no-binding' : undefined;
  }
  const isSettled = response.bindings.some(
    binding => binding.confirmed && binding.exists,
  );
  if (
    rows.attention.length > 0 ||
    rows.arrived.length > 0 ||
    isHidden(response) ||
    !isSettled ||
    !complete
  ) {
    return undefined;
  }
  if (rows.available.length === 0) {
    // They may not be known yet, or be others than those that are searched for.
    return response.availableCount ? undefined : 'nothing-offered';
  }
  return rows.available.some(({ requestable }) => requestable)
    ? 'nothing'
    : 'nothing-requestable';
}

/** Whether something may be in a namespace that is not seen, or not told of. */
function isHidden(response: DeliveriesResponse): boolean {
  const elsewhere = new Set(
    bindingNoticesOf(response)
      .filter(({ problem }) => problem === 'elsewhere')
      .map(({ binding }) => binding),
  );
  return response.bindings.some(
    binding => binding.exists === null && !elsewhere.has(binding),
  );
}
