import {
  DeliveriesResponse,
  Delivery,
  isKnownWord,
  needsAction,
  REMEDY_ACTORS,
  RemedyBy,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** The awaited delivery: one distribution in one namespace. */
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

/** How near a delivery is to the requested state. */
export interface Judgement {
  /** Of which delivery, such as `registry in hub/shop`. */
  readonly target: string;
  /** `blocked`: it does not go on before a person acts. */
  readonly outcome: 'done' | 'waiting' | 'blocked';
  /** The delivery and its state in words. */
  readonly text: string;
  /** The action that resolves it, and who can take it. */
  readonly remedy?: string;
}

const MOVE: Readonly<Record<RemedyBy, string>> = {
  developer: 'Your move',
  platform: "The platform team's move",
  nobody: "Nobody's move",
};

/**
 * Judges a delivery by the requested action. Only an explicit `synced` (add) or
 * `not-requested` (remove) is done: a delivery that no answer shows is not
 * known to have arrived, nor to be gone.
 */
export function judgeDelivery(
  target: Target,
  action: 'add' | 'remove',
  delivery: Delivery | undefined,
): Judgement {
  const where = `${target.distribution} in ${target.cluster}/${target.namespace}`;
  if (!delivery) {
    return {
      target: where,
      outcome: 'waiting',
      text: `${where} is not to be seen`,
    };
  }
  const { state, cause, summary, remedy } = delivery;
  return {
    target: where,
    outcome: outcomeOf(delivery, action),
    text: `${where} is ${state}${cause ? ` (${cause})` : ''}: ${renderMessage(
      summary,
    )}`,
    remedy: `${moveOf(remedy.by)}: ${renderMessage(remedy)}${
      remedy.command ? `. Command: ${remedy.command}` : ''
    }`,
  };
}

/**
 * Names who can act; an actor that this version does not know appears under its
 * own name.
 */
function moveOf(by: Delivery['remedy']['by']): string {
  return isKnownWord(REMEDY_ACTORS, by) ? MOVE[by] : by;
}

function outcomeOf(
  delivery: Delivery,
  action: 'add' | 'remove',
): Judgement['outcome'] {
  if (action === 'remove') {
    // A delivery that is being removed leaves from any state; otherwise the
    // time limit ends the wait.
    return delivery.state === 'not-requested' ? 'done' : 'waiting';
  }
  if (delivery.state === 'synced') {
    return 'done';
  }
  return needsAction(delivery) ? 'blocked' : 'waiting';
}
