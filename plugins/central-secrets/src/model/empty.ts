import type { DeliveriesResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
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
    return 'no-binding';
  }
  const isSettled = response.bindings.some(
    binding => binding.confirmed && binding.exists,
  );
  if (
    rows.attention.length > 0 ||
    rows.arrived.length > 0 ||
    response.bindings.some(({ exists }) => exists === null) ||
    !isSettled ||
    !complete
  ) {
    return undefined;
  }
  if (rows.available.length === 0) {
    return 'nothing-offered';
  }
  return rows.available.some(({ requestable }) => requestable)
    ? 'nothing'
    : 'nothing-requestable';
}
