import { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { theWorld } from '../jest/globals';
import { namespace } from './manifests';

/** A component that already has a secret. */
export const CHECKOUT = 'component:default/checkout';

/** The delivery it has. */
export const CHECKOUT_DELIVERY = 'hub/checkout/github-oauth-credentials';

/**
 * Creates its namespace with the label; returns when the delivery is synced.
 */
export async function prepareCheckout(): Promise<Delivery> {
  await theWorld().platform.controlPlane.kubectl.apply(
    namespace('checkout', {
      'backstage.io/kubernetes-id': 'checkout',
      'secrets/gh-oauth-credentials': 'true',
    }),
  );
  return untilCheckoutIs('synced');
}

/** Waits until its delivery is in a state. */
export function untilCheckoutIs(
  wanted: Delivery['state'],
  limitMs?: number,
): Promise<Delivery> {
  return theWorld().client.untilDelivery('jane', CHECKOUT, {
    id: CHECKOUT_DELIVERY,
    reason: wanted,
    holds: ({ state }) => state === wanted,
    limitMs,
  });
}
