import { dirname, join } from 'node:path';
import { Clock, timestamp } from '../clock';
import { ClusterApi } from '../apiServer/clusterApi';
import { KubernetesObject } from '../apiServer/objects';
import { findResourceOfKind } from '../apiServer/resources';
import { Operator } from '../operator/operator';
import { restoreEarlierDeliveries } from './earlierDeliveries';
import { restoreEarlierPushes } from './earlierPushes';
import { findAbove, readKustomization, readManifests } from './manifests';
import { sourceSecretsFor } from './sourceSecrets';
import { restorePods } from './pods';

export interface PlatformOptions {
  api: ClusterApi;
  operator: Operator;
  clock: Clock;
  /** The interval of every distribution that is refreshed at all. */
  refreshIntervalMs: number;
}

/** How long ago everything in the example platform was made. */
const AGE_MS = 60 * 24 * 3_600_000;

/** In this order, because later files stand on earlier ones. */
const WORLD_FILES = [
  'namespaces.yaml',
  'hub-secrets.yaml',
  'stores.yaml',
  'distributions.yaml',
  'declared.yaml',
  'workloads.yaml',
  'pushes.yaml',
];

/**
 * Puts the example platform in: the objects that `deploy/` installs on a real
 * cluster, and around them those that `world/` describes. Kinds that the demo
 * cluster does not serve (roles, say) are left out.
 */
export function loadPlatform(options: PlatformOptions): void {
  const { api, clock, refreshIntervalMs } = options;
  const world = dirname(findAbove('world/namespaces.yaml'));
  const deployed = [
    'deploy/overlays/hub',
    'deploy/internal-distribution/store',
    'deploy/internal-distribution/examples',
  ].flatMap(folder => readKustomization(findAbove(folder)));
  const creationTimestamp = timestamp(clock.now() - AGE_MS);

  const objects = [
    ...WORLD_FILES.flatMap(file => readManifests(join(world, file))),
    ...deployed,
    ...sourceSecretsFor(
      deployed.filter(({ kind }) => kind === 'ClusterExternalSecret'),
    ),
  ];
  // Objects inside of namespaces come after all the namespaces.
  const ordered = [
    ...objects.filter(({ kind }) => kind === 'Namespace'),
    ...objects.filter(({ kind }) => kind !== 'Namespace'),
  ];
  for (const object of ordered) {
    const { kind, metadata } = object;
    if (!findResourceOfKind(kind) || api.find({ kind, ...metadata })) {
      continue;
    }
    api.restore({
      ...withRefreshInterval(object, `${refreshIntervalMs / 1_000}s`),
      metadata: { ...metadata, creationTimestamp },
    });
  }
  restoreEarlierDeliveries(options);
  restoreEarlierPushes(options);
  restorePods(options);
}

/** Shortens every refresh interval but those of 0, which means never. */
function withRefreshInterval(
  object: KubernetesObject,
  refreshInterval: string,
): KubernetesObject {
  const shortened = (spec: any) =>
    spec.refreshInterval === '0' ? spec : { ...spec, refreshInterval };
  switch (object.kind) {
    case 'ExternalSecret':
    case 'PushSecret':
      return { ...object, spec: shortened(object.spec) };
    case 'ClusterExternalSecret':
      return {
        ...object,
        spec: {
          ...object.spec,
          refreshTime: refreshInterval,
          externalSecretSpec: shortened(object.spec.externalSecretSpec),
        },
      };
    default:
      return object;
  }
}
