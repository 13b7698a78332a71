import { SignalsService } from '@backstage/plugin-signals-node';
import { DELIVERIES_CHANNEL } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Publish } from './LiveUpdates';

/** Tells users over Backstage's signals, which reach them whichever replica they are connected to. */
export function publishSignals(signals: SignalsService): Publish {
  return (entityRef, userEntityRefs) =>
    signals.publish({
      recipients: { type: 'user', entityRef: [...userEntityRefs] },
      channel: DELIVERIES_CHANNEL,
      message: { entityRef },
    });
}
