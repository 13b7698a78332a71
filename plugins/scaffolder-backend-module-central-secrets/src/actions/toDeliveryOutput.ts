import {
  Delivery,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** A delivery as an action outputs it: its state in words, and no value. */
export function toDeliveryOutput({
  id,
  cluster,
  namespace,
  distribution,
  state,
  cause,
  summary,
  secret,
}: Delivery) {
  return {
    id,
    cluster,
    namespace,
    distribution: distribution ?? '',
    state,
    cause,
    summary: renderMessage(summary),
    secret: secret.name,
  };
}
