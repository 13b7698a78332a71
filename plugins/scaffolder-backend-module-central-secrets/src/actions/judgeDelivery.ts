import {
  DeliveriesResponse,
  Delivery,
  DeliveryState,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** What is waited for: one distribution in one namespace. */
export interface Target {
  readonly cluster: string;
  readonly namespace: string;
  readonly distribution: string;
}

/** The delivery that is meant, as far as the backend sees it. */
export function deliveryOf(
  target: Target,
  { deliveries }: DeliveriesResponse,
): Delivery | undefined {
  return deliveries.find(
    delivery =>
      delivery.cluster === target.cluster &&
      delivery.namespace === target.namespace &&
      delivery.distribution === target.distribution,
  );
}

/** The deliveries that are meant, without those that the backend does not see. */
export function deliveriesOf(
  targets: readonly Target[],
  answer: DeliveriesResponse,
): Delivery[] {
  return targets
    .map(target => deliveryOf(target, answer))
    .filter(delivery => delivery !== undefined);
}

/** How near a delivery is to what was asked for. */
export interface Judgement {
  /** `blocked`: it does not go on before somebody does something. */
  readonly outcome: 'done' | 'waiting' | 'blocked';
  /** The delivery and its state in words. */
  readonly text: string;
  /** What to do, and who can. */
  readonly remedy?: string;
}

/**
 * States in which a wanted delivery stays until somebody acts, unless its
 * remedy says that it is nobody's move. Not among them:
 * `store-unavailable`, because the operator tries again by itself; and
 * `not-requested` and `orphaned`, which are still to be seen for a moment
 * after the label was added.
 */
const BLOCKED: ReadonlySet<DeliveryState> = new Set([
  'terminating',
  'conflict',
  'denied',
  'failed',
]);

const MOVE: Readonly<Record<Delivery['remedy']['by'], string>> = {
  developer: 'Your move',
  platform: "The platform team's move",
  nobody: "Nobody's move",
};

/**
 * Judges a delivery by what was asked for. Only an explicit `synced` (add) or
 * `not-requested` (remove) is done: a delivery that nobody sees is not known
 * to have arrived, nor to be gone.
 */
export function judgeDelivery(
  target: Target,
  action: 'add' | 'remove',
  delivery: Delivery | undefined,
): Judgement {
  const where = `${target.distribution} in ${target.cluster}/${target.namespace}`;
  if (!delivery) {
    return { outcome: 'waiting', text: `${where} is not to be seen` };
  }
  const { state, cause, summary, remedy } = delivery;
  return {
    outcome: outcomeOf(delivery, action),
    text: `${where} is ${state}${cause ? ` (${cause})` : ''}: ${summary}`,
    remedy: `${MOVE[remedy.by]}: ${remedy.text}${
      remedy.command ? `. Command: ${remedy.command}` : ''
    }`,
  };
}

function outcomeOf(
  { state, remedy }: Delivery,
  action: 'add' | 'remove',
): Judgement['outcome'] {
  if (action === 'remove') {
    // What is being taken away leaves from any state, or the limit says not.
    return state === 'not-requested' ? 'done' : 'waiting';
  }
  if (state === 'synced') {
    return 'done';
  }
  return BLOCKED.has(state) && remedy.by !== 'nobody' ? 'blocked' : 'waiting';
}
