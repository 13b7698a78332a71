import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { readMilliseconds } from '../configuration';
import { differencesOf } from './differencesFrom';
import { ConsistencyCheck } from './ReflectedCluster';

const KEY = 'centralSecrets.consistencyCheckEvery';
/** The check lists everything. */
const LEAST_MS = 1_000;

/**
 * Reads `centralSecrets.consistencyCheckEvery`. A difference ends the
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
  const everyMs = readMilliseconds(config, KEY, LEAST_MS);
  if (everyMs === undefined) {
    return undefined;
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
