import { timestamp } from '../clock';
import { KubernetesObject } from '../apiServer/objects';
import type { PlatformOptions } from './platform';

/** On a workload of the world: how many of its pods run since long ago. */
const RUN_SINCE_LONG_AGO = 'demo-cluster/run-since-long-ago';

const LONG_AGO_MS = 2 * 24 * 3_600_000;
/**
 * A container starts when its Secret is there, and that comes with the demo
 * cluster itself. Far enough after it to be told apart.
 */
const AFTER_THE_SECRET_MS = 10_000;

/**
 * Puts in the pods of the world's Deployments and StatefulSets, as their
 * controllers and a kubelet would have: `spec.replicas` of each, running.
 */
export function restorePods({ api, clock }: PlatformOptions): void {
  const started = (isOld: boolean) =>
    timestamp(clock.now() + (isOld ? -LONG_AGO_MS : AFTER_THE_SECRET_MS));

  for (const deployment of api.list('Deployment')) {
    const replicaSet = api.restore({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: ownedBy(deployment, `${deployment.metadata.name}-5d8f6c7b9`),
      spec: deployment.spec,
    });
    podsOf(deployment, replicaSet, started).forEach(pod => api.restore(pod));
  }
  for (const set of api.list('StatefulSet')) {
    podsOf(set, set, started).forEach(pod => api.restore(pod));
  }
}

function ownedBy(
  { apiVersion, kind, metadata }: KubernetesObject,
  name: string,
): KubernetesObject['metadata'] {
  return {
    name,
    namespace: metadata.namespace,
    creationTimestamp: metadata.creationTimestamp,
    ownerReferences: [
      {
        apiVersion,
        kind,
        name: metadata.name,
        uid: metadata.uid!,
        controller: true,
        blockOwnerDeletion: true,
      },
    ],
  };
}

function podsOf(
  { metadata, spec }: KubernetesObject,
  owner: KubernetesObject,
  started: (isOld: boolean) => string,
): KubernetesObject[] {
  const old = Number(metadata.annotations?.[RUN_SINCE_LONG_AGO] ?? 0);
  return Array.from({ length: spec.replicas }, (_, index) => {
    const startedAt = started(index < old);
    const containers: { name: string; image: string }[] =
      spec.template.spec.containers;
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...ownedBy(owner, `${owner.metadata.name}-${index}`),
        labels: spec.template.metadata?.labels,
      },
      spec: spec.template.spec,
      status: {
        phase: 'Running',
        startTime: startedAt,
        containerStatuses: containers.map(({ name, image }) => ({
          name,
          image,
          ready: true,
          restartCount: 0,
          state: { running: { startedAt } },
        })),
      },
    };
  });
}
