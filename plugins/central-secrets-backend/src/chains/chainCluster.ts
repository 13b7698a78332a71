import {
  InternalDistributionsResponse,
  message,
  PUSH_KINDS,
  PushKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Observation } from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterInventory } from '../inventory';
import { mergeObservations } from '../inventory/observation';
import { toClusterView, toKnownKind } from '../wire';

/**
 * A cluster with the kinds that push beside the others.
 *
 * @param within - the only namespaces that the asking user may see
 */
export function toChainCluster(
  cluster: ClusterInventory,
  within?: readonly string[],
): InternalDistributionsResponse['clusters'][number] {
  const view = toClusterView(cluster, within);
  const { pushes } = cluster;
  const pushKinds = PUSH_KINDS.map(kind => [
    kind,
    toKnownKind(observationIn(cluster, kind, within), pushes.count(kind)),
  ]);
  return {
    ...view,
    kinds: { ...view.kinds, ...Object.fromEntries(pushKinds) },
  };
}

/** The error of a kind names the namespaces where it occurs. */
function observationIn(
  { namespaces, pushes }: ClusterInventory,
  kind: PushKind,
  within: readonly string[] | undefined,
): Observation {
  const whole = pushes.observation(kind);
  if (!within || !namespaces || kind !== 'pushsecrets') {
    return whole;
  }
  if (within.length > 0) {
    return mergeObservations(
      new Map(within.map(name => [name, pushes.observation(kind, name)])),
    );
  }
  return whole.error
    ? {
        ...whole,
        error: {
          code: whole.error.code,
          message: message('in-some-namespaces'),
        },
      }
    : whole;
}
