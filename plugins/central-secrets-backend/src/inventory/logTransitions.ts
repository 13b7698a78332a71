import { LoggerService } from '@backstage/backend-plugin-api';
import { ObservedKind } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Reflector } from '../kubernetes';

/**
 * Logs when a kind is lost and when it is back, once each: a cluster that stays
 * away says so once per reason, however often it is tried.
 */
export function logTransitions(
  kind: ObservedKind,
  reflector: Reflector,
  logger: LoggerService,
): void {
  let told: string | undefined = 'connecting';
  reflector.events.on('mode', ({ to, fault }) => {
    if (to === 'waiting' && fault && fault.code !== told) {
      told = fault.code;
      logger.warn(
        `${kind} cannot be watched (${fault.code}): ${fault.message}`,
      );
    } else if (to === 'watching' && told) {
      told = undefined;
      logger.info(`${kind} are being watched`);
    }
  });
}
