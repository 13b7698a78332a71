import { LoggerService } from '@backstage/backend-plugin-api';
import { Reflector } from '../kubernetes';

/**
 * Logs when a kind is lost and when it is back, once each: a cluster that stays
 * away says so once per reason, however often it is tried.
 */
export function logTransitions(
  what: string,
  reflector: Reflector,
  logger: LoggerService,
): void {
  let told: string | undefined = 'connecting';
  reflector.events.on('mode', ({ to, fault }) => {
    if (to === 'waiting' && fault && fault.code !== told) {
      told = fault.code;
      logger.warn(
        `${what} cannot be watched (${fault.code}): ${fault.message}`,
      );
    } else if (to === 'watching' && told) {
      told = undefined;
      logger.info(`${what} are being watched`);
    }
  });
}
