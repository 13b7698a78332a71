import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { differencesOf } from './differencesFrom';
import { ConsistencyCheck } from './ReflectedCluster';

const KEY = 'centralSecrets.consistencyCheckEveryMs';

/**
 * Reads `centralSecrets.consistencyCheckEveryMs`. A difference ends the
 * process, as client-go's detectors do, so that a tester who turns this on
 * cannot miss it.
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
    onCompared: (cluster, kinds) => {
      const differences = differencesOf(kinds);
      if (differences.length) {
        logger.error(
          `What is known of cluster ${cluster} is not what it had: ${differences.join(
            '; ',
          )}`,
        );
        exit();
        return;
      }
      const counts = [...kinds]
        .filter(([, { compared }]) => compared !== undefined)
        .map(([kind, { compared }]) => `${compared} ${kind}`);
      logger.debug(
        `What is known of cluster ${cluster} is what it had: ${
          counts.join(', ') || 'nothing could be compared'
        }`,
      );
    },
  };
}
