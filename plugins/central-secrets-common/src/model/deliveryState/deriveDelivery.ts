import { DeliveryInput, DerivedDelivery } from '../delivery';
import { CHECKS } from './checks';
import { createContext } from './context';
import { warningsOf } from './warnings';

/**
 * Derives the state of one delivery from what is known of the cluster now.
 *
 * Pure: the same input gives the same answer. The checks are asked in the
 * order of `DELIVERY_STATES`, and the first that holds decides.
 *
 * @throws Error when the input names neither a distribution nor an ExternalSecret
 * @public
 */
export function deriveDelivery(input: DeliveryInput): DerivedDelivery {
  const context = createContext(input);
  for (const { state, find } of CHECKS) {
    const finding = find(context);
    if (finding) {
      return { state, ...finding, warnings: warningsOf(context, state) };
    }
  }
  // Whoever adds a check must leave no gap: `failed` answers every Ready
  // status and reason that neither `pending` nor `synced` does.
  throw new Error(
    `No state holds for ${context.secretName} in ${input.cluster}/${input.namespace.name}`,
  );
}
