import { kubernetesStore } from '../../acceptance/manifests';
import { Scene } from '../scene';

type Conditions = Parameters<typeof kubernetesStore>[2] & object;

/** A store of the hub's kind, of this case alone. */
export function ownStore(scene: Scene, tweaks: Conditions = {}) {
  return kubernetesStore(scene.name, scene.cluster.url, tweaks);
}

export function patchStore(scene: Scene, spec: object): Promise<void> {
  return scene.cluster.patch(scene.reference('ClusterSecretStore'), { spec });
}

/** Takes the store's rights away: its identity may read no Secrets in there. */
export function breakStore(scene: Scene): Promise<void> {
  return patchStore(scene, {
    provider: { kubernetes: { remoteNamespace: 'default' } },
  });
}

export function repairStore(scene: Scene): Promise<void> {
  return patchStore(scene, {
    provider: { kubernetes: { remoteNamespace: 'central-secret-store' } },
  });
}

export function isReady(status: 'True' | 'False') {
  return (store: any) =>
    store?.status?.conditions?.some(
      (condition: any) =>
        condition.type === 'Ready' && condition.status === status,
    );
}

export function untilStore(
  scene: Scene,
  status: 'True' | 'False',
): Promise<unknown> {
  return scene.untilObject(
    'ClusterSecretStore',
    `to be Ready=${status}`,
    isReady(status),
  );
}

export async function requestFrom(
  scene: Scene,
  tweaks: Conditions,
): Promise<void> {
  await scene.apply(ownStore(scene, tweaks));
  await scene.request({ store: scene.name });
}

export async function deliverOften(scene: Scene): Promise<void> {
  await scene.apply(ownStore(scene));
  await scene.deliver({ store: scene.name, spec: { refreshInterval: '3s' } });
}

/** Requests from a store of its own whose provider is the HTTP server at a URL. */
export async function requestFromUrl(scene: Scene, url: string): Promise<void> {
  await scene.apply({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: scene.name },
    spec: { provider: { webhook: { url, result: { jsonPath: '$.value' } } } },
  });
  await scene.request({ store: scene.name, source: 'source' });
}
