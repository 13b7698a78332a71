import { SignalsService } from '@backstage/plugin-signals-node';
import {
  DELIVERIES_CHANNEL,
  DISTRIBUTIONS_CHANNEL,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Publish } from './LiveUpdates';

/** Tells users over Backstage's signals, which reach them whichever replica they are connected to. */
export function publishDeliveries(signals: SignalsService): Publish {
  return (entityRef, userEntityRefs) =>
    signals.publish({
      recipients: { type: 'user', entityRef: [...userEntityRefs] },
      channel: DELIVERIES_CHANNEL,
      message: { entityRef },
    });
}

/** The same of distributions, without saying of which. */
export function publishDistributions(
  signals: SignalsService,
): (userEntityRefs: readonly string[]) => Promise<void> {
  return userEntityRefs =>
    signals.publish({
      recipients: { type: 'user', entityRef: [...userEntityRefs] },
      channel: DISTRIBUTIONS_CHANNEL,
      message: {},
    });
}
