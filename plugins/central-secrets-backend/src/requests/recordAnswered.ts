import { LoggerService } from '@backstage/backend-plugin-api';

/**
 * Records what a cluster or a host has answered. A database that fails by then
 * must not turn that into another answer: it is only logged.
 *
 * @param what - such as `The end of request 1`
 */
export async function recordAnswered(
  logger: LoggerService,
  what: string,
  record: () => Promise<void>,
): Promise<void> {
  try {
    await record();
  } catch (error) {
    logger.error(`${what} could not be recorded`, error as Error);
  }
}
