import { Clock, Timer } from '../clock';
import { ClusterApi } from '../apiServer/clusterApi';

const HALF_PERIOD_MS = 3 * 60_000;
const SOURCE = {
  kind: 'Secret',
  name: 'application-keys',
  namespace: 'central-secret-store',
};
const PROPERTY = 'build-cache';

/**
 * Removes a source value and puts it back, over and over, so that one delivery
 * (build-cache in backstage-catalog-api) fails and recovers in front of the
 * user. The returned function ends that.
 */
export function startMovement(api: ClusterApi, clock: Clock): () => void {
  const value = api.get(SOURCE).data[PROPERTY];
  let timer: Timer;
  const step = (isThere: boolean) => {
    timer = clock.setTimeout(() => {
      api.patch(SOURCE, { data: { [PROPERTY]: isThere ? null : value } });
      step(!isThere);
    }, HALF_PERIOD_MS);
  };
  step(true);
  return () => clock.clearTimeout(timer);
}
