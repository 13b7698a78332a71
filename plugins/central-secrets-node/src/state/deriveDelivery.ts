import { DeliveryInput, DerivedDelivery } from './delivery';
import { DeliveryState } from '@central-secrets/backstage-plugin-central-secrets-common';
import { CHECKS } from './checks';
import { createContext, DeliveryContext } from './context';
import { Finding } from './finding';
import { isMissing } from './namedStores';
import { STAGE_READ } from './operatorTexts';
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
  const { state, finding } = decide(context);
  const { cause, certainty = 'proven', candidates = [], ...rest } = finding;
  return {
    state,
    ...(cause ? { cause, certainty } : {}),
    candidates,
    ...rest,
    warnings: warningsOf(context, state),
  };
}

/**
 * Derives the state alone, for callers that only count.
 *
 * @throws Error when the input names neither a distribution nor an ExternalSecret
 * @public
 */
export function deriveState(input: DeliveryInput): DeliveryState {
  return deriveStanding(input).state;
}

/** What a caller that only counts learns of a delivery. @public */
export interface DeliveryStanding {
  readonly state: DeliveryState;
  /** Since when it holds, where the cluster says it. */
  readonly since?: number;
  /** Its sources could not be read, and its own texts do not tell why. */
  readonly isUnexplainedRead: boolean;
}

/**
 * Derives the state, and the facts by which deliveries are correlated.
 *
 * @throws Error when the input names neither a distribution nor an ExternalSecret
 * @public
 */
export function deriveStanding(input: DeliveryInput): DeliveryStanding {
  const context = createContext(input);
  const { state, finding } = decide(context);
  const { failure, stores } = context;
  return {
    state,
    since: finding.since,
    isUnexplainedRead:
      state === 'failed' &&
      failure?.kind === 'other' &&
      failure.condition.message.startsWith(STAGE_READ) &&
      !stores.some(isMissing),
  };
}

function decide(context: DeliveryContext): {
  state: DeliveryState;
  finding: Finding;
} {
  for (const { state, find } of CHECKS) {
    const finding = find(context);
    if (finding) {
      return { state, finding };
    }
  }
  const { secretName, input } = context;
  // A new check must leave no gap: `failed` answers every Ready status and
  // reason that neither `pending` nor `synced` does.
  throw new Error(
    `No state holds for ${secretName} in ${input.cluster}/${input.namespace.name}`,
  );
}
