import { ConfigReader } from '@backstage/config';
import { CLUSTER } from '../framework/backstage';
import { readClusters } from './backend';

type Entry = NonNullable<ConstructorParameters<typeof ConfigReader>[0]>;

/** What is logged is not what is tested. */
export const NO_LOGGER = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => NO_LOGGER,
};

/** The one cluster, as the backend makes it of its entry in `centralSecrets.clusters`. */
export function readCluster(entry: Entry): ReturnType<typeof readClusters> {
  const clusters = [{ name: CLUSTER, ...entry }];
  return readClusters(new ConfigReader({ centralSecrets: { clusters } }), {
    logger: NO_LOGGER,
  });
}
