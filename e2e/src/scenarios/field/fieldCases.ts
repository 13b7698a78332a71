import {
  kubernetesStore,
  requestLabel,
  secret,
} from '../../acceptance/manifests';
import { ownStore, requestFromUrl, untilStore } from '../cases/storeScripts';
import { ScenarioCase } from '../scenario';
import { Scene } from '../scene';

const GENERATORS = 'generators.external-secrets.io/v1alpha1';

/** A second store of a spec, behind which the second key is. */
function fromTwoStores(second: string) {
  return {
    data: [
      {
        secretKey: 'token',
        remoteRef: { key: 'github-pat', property: 'token' },
      },
      {
        secretKey: 'other',
        remoteRef: { key: 'source' },
        sourceRef: {
          storeRef: { kind: 'ClusterSecretStore', name: second },
        },
      },
    ],
  };
}

function fromGenerator(kind: string, name: string, more: object = {}) {
  return {
    secretStoreRef: undefined,
    data: undefined,
    dataFrom: [
      {
        sourceRef: { generatorRef: { apiVersion: GENERATORS, kind, name } },
        ...more,
      },
    ],
  };
}

function passwordGenerator(scene: Scene) {
  return {
    apiVersion: GENERATORS,
    kind: 'Password',
    metadata: { name: scene.name, namespace: scene.namespace },
    spec: { length: 12, digits: 2, symbols: 0, noUpper: false },
  };
}

/** A store that logs in with a token in a Secret. */
function tokenStore(scene: Scene, reference: object) {
  const store = kubernetesStore(scene.name, scene.cluster.url);
  const { provider } = store.spec as any;
  return {
    ...store,
    spec: {
      provider: {
        kubernetes: {
          ...provider.kubernetes,
          auth: { token: { bearerToken: reference } },
        },
      },
    },
  };
}

/** A request whose template is the key `config.yaml` of a ConfigMap with these data. */
async function requestByMap(scene: Scene, data: Record<string, string>) {
  await scene.apply(scene.namespaceManifest(), {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: scene.name, namespace: scene.namespace },
    data,
  });
  await scene.request({
    target: {
      template: {
        templateFrom: [
          { configMap: { name: scene.name, items: [{ key: 'config.yaml' }] } },
        ],
      },
    },
  });
}

function fakeData(scene: Scene, data: readonly object[]) {
  return scene.fakeStore(scene.name, { data });
}

/** A spec that copies all keys of a source, with the rest of its entry. */
function extracted(key: string, more: object = {}) {
  return { data: undefined, dataFrom: [{ extract: { key }, ...more }] };
}

function renamedBy(source: string, target: string) {
  return extracted('github-pat', { rewrite: [{ regexp: { source, target } }] });
}

/** A spec that copies every source whose name matches. */
function foundBy(regexp: string) {
  return { data: undefined, dataFrom: [{ find: { name: { regexp } } }] };
}

/** A name of so many characters. */
function nameOf(length: number): string {
  return `long-${length}-`.padEnd(length, 'x');
}

function requestByLongName(scene: Scene, name: string): Promise<void> {
  return scene.apply(
    scene.namespaceManifest(requestLabel(name)),
    scene.distribution({
      name,
      target: { name: 'copy' },
      own: { externalSecretName: 'copy' },
    }),
  );
}

/** Situations that real repositories and reports have brought up. */
export const FIELD_CASES: readonly ScenarioCase[] = [
  {
    name: 'two-stores',
    what: 'The spec reads from two stores, and both are Ready',
    script: async scene => {
      await scene.apply(scene.fakeStore(`${scene.name}-second`));
      await scene.request({ spec: fromTwoStores(`${scene.name}-second`) });
    },
    expected: { state: 'synced' },
  },
  {
    name: 'second-store-missing',
    what: 'The second store of the spec does not exist',
    script: scene => scene.request({ spec: fromTwoStores('no-second-store') }),
    expected: {
      state: 'failed',
      cause: 'store-missing',
      summary: 'no-second-store',
      remedyBy: 'platform',
    },
  },
  {
    name: 'second-store-down',
    what: 'The second store of the spec is not Ready',
    script: async scene => {
      await scene.apply(
        kubernetesStore(scene.name, scene.cluster.url, {
          namespace: 'default',
        }),
      );
      await untilStore(scene, 'False');
      await scene.request({ spec: fromTwoStores(scene.name) });
    },
    expected: {
      state: 'store-unavailable',
      cause: 'permission',
      summary: 'second-store-down',
    },
  },
  {
    name: 'second-store-denies',
    what: 'The conditions of the second store exclude the namespace',
    script: async scene => {
      await scene.apply({
        ...scene.fakeStore(scene.name),
        spec: {
          ...(scene.fakeStore(scene.name).spec as object),
          conditions: [{ namespaces: ['elsewhere'] }],
        },
      });
      await scene.request({ spec: fromTwoStores(scene.name) });
    },
    expected: { state: 'denied', summary: 'second-store-denies' },
  },
  {
    name: 'second-source-missing',
    what: 'The second store does not have the source',
    script: async scene => {
      await scene.apply(fakeData(scene, [{ key: 'else', value: 'x' }]));
      await scene.request({ spec: fromTwoStores(scene.name) });
    },
    expected: { state: 'failed', cause: 'source-missing' },
  },
  {
    name: 'credential-missing',
    what: "The Secret with the store's own token does not exist",
    script: async scene => {
      await scene.apply(
        tokenStore(scene, {
          name: 'no-such-credential',
          namespace: 'external-secrets',
          key: 'token',
        }),
      );
      await untilStore(scene, 'False');
      await scene.request({ store: scene.name });
    },
    expected: {
      state: 'store-unavailable',
      cause: 'store-login',
      remedyBy: 'platform',
    },
  },
  {
    name: 'credential-without-namespace',
    what: 'The cluster-wide store names its credential without a namespace',
    script: async scene => {
      await scene.apply(
        secret('external-secrets', scene.name, { token: 'not-a-real-token' }),
        tokenStore(scene, { name: scene.name, key: 'token' }),
      );
      await scene.request({ store: scene.name });
    },
    expected: { state: 'failed', cause: 'store-login' },
  },
  {
    name: 'generated',
    what: 'A generator of the namespace makes the value',
    script: async scene => {
      await scene.apply(scene.namespaceManifest(), passwordGenerator(scene));
      await scene.request({ spec: fromGenerator('Password', scene.name) });
    },
    expected: { state: 'synced' },
  },
  {
    name: 'generated-once',
    what: 'A generator makes the value, once',
    script: async scene => {
      await scene.apply(scene.namespaceManifest(), passwordGenerator(scene));
      await scene.request({
        spec: {
          ...fromGenerator('Password', scene.name),
          refreshPolicy: 'CreatedOnce',
        },
      });
    },
    expected: { state: 'synced' },
  },
  {
    name: 'generated-centrally',
    what: 'A cluster-wide generator makes the value',
    script: async scene => {
      await scene.apply({
        apiVersion: GENERATORS,
        kind: 'ClusterGenerator',
        metadata: { name: scene.name },
        spec: {
          kind: 'Password',
          generator: { passwordSpec: { length: 12, noUpper: false } },
        },
      });
      await scene.request({
        spec: fromGenerator('ClusterGenerator', scene.name),
      });
    },
    expected: { state: 'synced' },
  },
  {
    name: 'central-generator-missing',
    what: 'The cluster-wide generator does not exist',
    script: scene =>
      scene.request({ spec: fromGenerator('ClusterGenerator', 'nope') }),
    expected: {
      state: 'failed',
      cause: 'generator',
      evidence: '"nope" not found',
      remedyBy: 'platform',
    },
  },
  {
    name: 'generator-deleted',
    what: 'The generator is deleted after the first copy',
    script: async scene => {
      await scene.apply(scene.namespaceManifest(), passwordGenerator(scene));
      await scene.deliver({
        spec: {
          ...fromGenerator('Password', scene.name),
          refreshInterval: '2s',
        },
      });
      await scene.remove('Password');
    },
    expected: {
      state: 'failed',
      cause: 'generator',
      warnings: ['earlier-copy-in-place'],
    },
  },
  {
    name: 'decoded',
    what: 'The source value is Base64, and the spec decodes it',
    script: async scene => {
      await scene.apply(
        fakeData(scene, [{ key: 'source', value: 'aGVsbG8=' }]),
      );
      await scene.request({
        store: scene.name,
        spec: {
          data: [
            {
              secretKey: 'token',
              remoteRef: { key: 'source', decodingStrategy: 'Base64' },
            },
          ],
        },
      });
    },
    expected: { state: 'synced' },
  },
  {
    name: 'renamed',
    what: 'The keys of the source are renamed by an expression',
    script: scene => scene.request({ spec: renamedBy('^', 'git-') }),
    expected: { state: 'synced' },
  },
  {
    name: 'renamed-to-one-key',
    what: 'The expression gives two keys of the source one name',
    script: scene => scene.request({ spec: renamedBy('.*', 'one') }),
    expected: { state: 'synced' },
  },
  {
    name: 'key-with-slash',
    what: 'The source has a key with a slash, which the operator replaces',
    script: async scene => {
      await scene.apply(
        fakeData(scene, [{ key: 'source', value: '{"a/b": "c"}' }]),
      );
      await scene.request({ store: scene.name, spec: extracted('source') });
    },
    expected: { state: 'synced' },
  },
  {
    name: 'too-large',
    what: 'The Secret would have more than a mebibyte',
    script: async scene => {
      await scene.apply(
        fakeData(scene, [{ key: 'source', value: 'x'.repeat(1_000_000) }]),
      );
      await scene.request({
        store: scene.name,
        spec: {
          data: ['one', 'two'].map(secretKey => ({
            secretKey,
            remoteRef: { key: 'source' },
          })),
        },
      });
    },
    expected: { state: 'failed', cause: 'invalid-secret' },
  },
  {
    name: 'label-of-secret-invalid',
    what: 'The template gives the Secret a label that the API server refuses',
    script: scene =>
      scene.request({
        target: {
          template: {
            metadata: { labels: { team: 'not a label!' } },
            data: { token: '{{ .token }}' },
          },
        },
      }),
    expected: { state: 'failed', cause: 'invalid-secret' },
  },
  {
    name: 'template-from-map',
    what: 'The template is in a ConfigMap of the namespace',
    script: scene =>
      requestByMap(scene, { 'config.yaml': 'token: {{ .token }}' }),
    expected: { state: 'synced' },
  },
  {
    name: 'template-key-of-map-missing',
    what: 'The ConfigMap with the template does not have the key',
    script: scene => requestByMap(scene, { other: 'x' }),
    expected: { state: 'failed', cause: 'template' },
  },
  {
    name: 'template-divides-by-zero',
    what: 'The template fails while it runs',
    script: scene =>
      scene.request({
        target: { template: { data: { x: '{{ index .token 9999 }}' } } },
      }),
    expected: { state: 'failed', cause: 'template' },
  },
  {
    name: 'template-of-json',
    what: 'The template decodes a value that is not JSON',
    script: scene =>
      scene.request({
        target: {
          template: { data: { x: '{{ (.token | mustFromJson).a }}' } },
        },
      }),
    expected: { state: 'failed', cause: 'template' },
  },
  {
    name: 'immutable-own',
    what: 'The Secret is immutable by its own spec, and the source changes',
    script: async scene => {
      await scene.apply(scene.sourceManifest());
      await scene.deliver({
        source: scene.source,
        target: { immutable: true },
        spec: { refreshInterval: '2s' },
      });
      await scene.apply(scene.sourceManifest());
    },
    expected: { state: 'synced', warnings: ['refresh-disabled'] },
  },
  {
    name: 'find-nothing',
    what: 'The spec copies every source whose name matches, and none does',
    script: scene => scene.request({ spec: foundBy('^no-such-source$') }),
    expected: { state: 'failed', cause: 'target-missing' },
  },
  {
    name: 'find-bad-expression',
    what: 'The expression that finds sources is invalid',
    script: scene => scene.request({ spec: foundBy('(?!') }),
    expected: { state: 'failed', cause: 'template' },
  },
  {
    name: 'provider-errors',
    what: 'The provider answers with an error of its own',
    script: scene =>
      requestFromUrl(scene, scene.cluster.providerAnswering(500)),
    expected: { state: 'failed', cause: 'provider-unavailable' },
  },
  {
    name: 'provider-away',
    what: 'Nothing listens at the address of the provider',
    // The discard port.
    script: scene => requestFromUrl(scene, 'http://127.0.0.1:9/'),
    expected: { state: 'store-unavailable', cause: 'provider-unavailable' },
  },
  {
    name: 'name-at-limit',
    what: 'With the name of the distribution, the finalizer has the most characters that it may have',
    delivery: { distribution: nameOf(59) },
    script: scene => requestByLongName(scene, nameOf(59)),
    expected: { state: 'synced' },
  },
  {
    name: 'name-too-long',
    what: 'The name of the distribution is too long for the finalizer of a namespace',
    delivery: { distribution: nameOf(60) },
    script: scene => requestByLongName(scene, nameOf(60)),
    expected: { state: 'failed', cause: 'name-too-long' },
  },
  {
    name: 'store-in-another-namespace',
    what: "The spec names a SecretStore of another team's namespace",
    script: async scene => {
      await scene.apply(scene.namespaceManifest({}, '-other'), {
        ...ownStore(scene),
        kind: 'SecretStore',
        metadata: { name: scene.name, namespace: `${scene.namespace}-other` },
      });
      await scene.request({
        spec: { secretStoreRef: { kind: 'SecretStore', name: scene.name } },
      });
    },
    expected: { state: 'failed', cause: 'store-missing' },
  },
];
