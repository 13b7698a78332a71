import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ConsistencyCheck } from './ReflectedCluster';

const KEY = 'centralSecrets.consistencyCheckEveryMs';

/**
 * Reads `centralSecrets.consistencyCheckEveryMs`. A difference ends the
 * process, as client-go's detectors do: who turns this on wants to know.
 *
 * @throws InputError naming key, value and the least accepted one
 */
export function readConsistencyCheck(
  config: Config,
  logger: LoggerService,
  exit: () => void = () => setImmediate(() => process.exit(1)),
): ConsistencyCheck | undefined {
  const everyMs = config.getOptionalNumber(KEY);
  if (everyMs === undefined) {
    return undefined;
  }
  if (everyMs < 1_000) {
    throw new InputError(
      `Configuration ${KEY}: ${everyMs} is too small; use a number of at least 1000, or leave it away`,
    );
  }
  return {
    everyMs,
    onDifference: (cluster, what) => {
      logger.error(
        `What is known of cluster ${cluster} is not what it had: ${what}`,
      );
      exit();
    },
  };
}
