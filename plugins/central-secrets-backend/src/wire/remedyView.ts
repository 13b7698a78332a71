import { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Remedy } from '@central-secrets/backstage-plugin-central-secrets-node';
import { toMessage } from './messageView';

/** A remedy in the contract's form. */
export function toRemedy(remedy: Remedy): Delivery['remedy'] {
  return {
    by: remedy.by,
    ...toMessage(remedy),
    command: remedy.command ?? null,
  };
}
