import { HUB_NAMESPACE } from '../../framework/hub';
import { kubernetesStore } from '../../acceptance/manifests';
import { ScenarioCase } from '../scenario';

/** The causes of `failed` that lie in the source. */
export const SOURCE_CASES: readonly ScenarioCase[] = [
  {
    name: 'source-missing',
    what: 'The source secret does not exist',
    script: scene => scene.request({ source: 'nope' }),
    expected: {
      state: 'failed',
      cause: 'source-missing',
      evidence: 'secrets "nope" not found',
      remedyBy: 'platform',
    },
  },
  {
    name: 'source-missing-extract',
    what: 'The spec copies all keys of a source secret that does not exist',
    script: scene =>
      scene.request({
        spec: { data: undefined, dataFrom: [{ extract: { key: 'nope' } }] },
      }),
    expected: {
      state: 'failed',
      cause: 'source-missing',
      evidence:
        'error processing spec.dataFrom[0].extract, err: Secret does not exist',
    },
  },
  {
    name: 'source-missing-elsewhere',
    what: 'A provider other than Kubernetes does not have the key',
    script: async scene => {
      await scene.apply(scene.fakeStore('elsewhere'));
      await scene.request({ store: 'elsewhere', source: 'nope' });
    },
    expected: {
      state: 'failed',
      cause: 'source-missing',
      evidence: 'Secret does not exist',
    },
  },
  {
    name: 'property-missing',
    what: 'The source secret does not have the key',
    script: scene => scene.request({ property: 'nope' }),
    expected: {
      state: 'failed',
      cause: 'property-missing',
      evidence: 'property nope does not exist in data of secret "github-pat"',
    },
  },
  {
    name: 'source-deleted',
    what: 'The source secret is deleted after the delivery',
    script: async scene => {
      await scene.apply(scene.sourceManifest());
      await scene.deliver({
        source: scene.source,
        spec: { refreshInterval: '3s' },
      });
      await scene.cluster.remove({
        kind: 'Secret',
        name: scene.source,
        namespace: HUB_NAMESPACE,
      });
    },
    expected: {
      state: 'failed',
      cause: 'source-missing',
      warnings: ['earlier-copy-in-place'],
      evidence: 'secrets "source-source-deleted" not found',
    },
  },
  {
    name: 'source-created-late',
    what: 'The source secret is created after the first attempt failed',
    script: async scene => {
      await scene.request({ source: scene.source });
      await scene.until('failed');
      await scene.apply(scene.sourceManifest());
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'property-renamed',
    what: 'A key of the source secret is renamed after the delivery',
    script: async scene => {
      await scene.apply(scene.sourceManifest());
      await scene.deliver({
        source: scene.source,
        spec: { refreshInterval: '3s' },
      });
      await scene.cluster.patch(
        { kind: 'Secret', name: scene.source, namespace: HUB_NAMESPACE },
        { data: { token: null, renamed: btoa(scene.cluster.newValue()) } },
      );
    },
    expected: {
      state: 'failed',
      cause: 'property-missing',
      warnings: ['earlier-copy-in-place'],
    },
  },
  {
    name: 'permission',
    what: "The store's identity may read another source secret, but not this one",
    script: async scene => {
      const account = { name: 'permission', namespace: 'external-secrets' };
      const group = 'rbac.authorization.k8s.io';
      const store: any = kubernetesStore('permission', scene.cluster.url);
      store.spec.provider.kubernetes.auth.serviceAccount = account;
      const metadata = { name: 'permission', namespace: HUB_NAMESPACE };
      await scene.apply(
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account },
        {
          apiVersion: `${group}/v1`,
          kind: 'Role',
          metadata,
          rules: [
            {
              apiGroups: [''],
              resources: ['secrets'],
              resourceNames: ['github-oauth'],
              verbs: ['get'],
            },
          ],
        },
        {
          apiVersion: `${group}/v1`,
          kind: 'RoleBinding',
          metadata,
          roleRef: { apiGroup: group, kind: 'Role', name: 'permission' },
          subjects: [{ kind: 'ServiceAccount', ...account }],
        },
        store,
      );
      await scene.request({ store: 'permission' });
    },
    expected: {
      state: 'failed',
      cause: 'permission',
      evidence: 'is forbidden',
      remedyBy: 'platform',
    },
  },
];
