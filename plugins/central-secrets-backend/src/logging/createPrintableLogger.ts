import { LoggerService } from '@backstage/backend-plugin-api';
import { escapeControls } from '@central-secrets/backstage-plugin-central-secrets-common';

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;

/**
 * A logger whose messages are one line each. Names and texts of a cluster or a
 * catalog file may hold line breaks, which would look like further entries, and
 * escape sequences for the terminal that shows the log.
 */
export function createPrintableLogger(logger: LoggerService): LoggerService {
  const [error, warn, info, debug] = LEVELS.map(
    (level): LoggerService[typeof level] =>
      (message, meta) =>
        logger[level](escapeControls(message), meta),
  );
  return {
    error,
    warn,
    info,
    debug,
    child: meta => createPrintableLogger(logger.child(meta)),
  };
}
