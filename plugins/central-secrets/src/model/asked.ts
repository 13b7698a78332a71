import type {
  DeliveriesResponse,
  Delivery,
  Plan,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { deliveryId } from '@central-secrets/backstage-plugin-central-secrets-common';

/** A change that was asked for on this page, and that the cluster may not have shown yet. */
export interface AskedChange {
  readonly action: 'add' | 'remove';
  readonly plan: Plan;
  /** Milliseconds by the backend's clock. */
  readonly at: number;
}

/** A change that the cluster has not shown for so long may never show. */
const PATIENCE_MS = 120_000;

/** The ids of the deliveries that a change adds or removes. */
export function touchedBy({ action, plan }: AskedChange): string[] {
  return (action === 'add' ? plan.arrives : plan.leaves).map(
    ({ distribution }) =>
      deliveryId(plan.cluster, plan.namespace, { distribution }),
  );
}

/** Whether the cluster shows the delivery as one that the namespace has. */
export function isHad(delivery: Delivery | undefined): boolean {
  return delivery !== undefined && delivery.state !== 'not-requested';
}

/** Whether the cluster may show any moment what a change does, and has not shown all of it yet. */
export function isAwaited(
  change: AskedChange,
  { answeredAt, deliveries }: DeliveriesResponse,
): boolean {
  if (Date.parse(answeredAt) - change.at >= PATIENCE_MS) {
    return false;
  }
  const had = new Set(deliveries.filter(isHad).map(({ id }) => id));
  return touchedBy(change).some(
    id => had.has(id) !== (change.action === 'add'),
  );
}
