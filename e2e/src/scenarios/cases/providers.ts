import { Scene } from '../scene';
import { requestFromUrl } from './storeScripts';
import { ScenarioCase } from '../scenario';

/** Requests from a store behind which every request is answered with this HTTP status. */
function requestFromAnswering(scene: Scene, status: number): Promise<void> {
  return requestFromUrl(scene, scene.cluster.providerAnswering(status));
}

/** A store with a value that is neither Base64 nor JSON, and a spec that reads it. */
async function requestPlainText(scene: Scene, spec: object) {
  await scene.apply(
    scene.fakeStore(scene.name, {
      data: [{ key: 'source', value: 'plain text' }],
    }),
  );
  await scene.request({ store: scene.name, spec: { ...spec } });
}

/** The failures of the provider behind a store that is Ready, and of the values that it has. */
export const PROVIDER_CASES: readonly ScenarioCase[] = [
  {
    name: 'value-not-base64',
    what: 'The spec decodes the source value as Base64, and the value is not Base64',
    script: scene =>
      requestPlainText(scene, {
        data: [
          {
            secretKey: 'token',
            remoteRef: { key: 'source', decodingStrategy: 'Base64' },
          },
        ],
      }),
    expected: {
      state: 'failed',
      cause: 'value-unusable',
      evidence: 'illegal base64 data at input byte 5',
      remedyBy: 'platform',
    },
  },
  {
    name: 'value-not-json',
    what: 'The spec copies all keys of a source, and the source value is not JSON',
    script: scene =>
      requestPlainText(scene, {
        data: undefined,
        dataFrom: [{ extract: { key: 'source' } }],
      }),
    expected: {
      state: 'failed',
      cause: 'value-unusable',
      evidence: 'looking for beginning of value',
    },
  },
  {
    name: 'rewrite-bad-expression',
    what: 'The regular expression that renames keys is invalid',
    script: scene =>
      scene.request({
        spec: {
          data: undefined,
          dataFrom: [
            {
              extract: { key: 'github-pat' },
              rewrite: [{ regexp: { source: '(?!', target: '' } }],
            },
          ],
        },
      }),
    expected: {
      state: 'failed',
      cause: 'template',
      evidence: 'error parsing regexp',
    },
  },
  {
    name: 'generator-missing',
    what: 'The generator does not exist in the namespace',
    script: scene =>
      scene.request({
        spec: {
          secretStoreRef: undefined,
          data: undefined,
          dataFrom: [
            {
              sourceRef: {
                generatorRef: {
                  apiVersion: 'generators.external-secrets.io/v1alpha1',
                  kind: 'Password',
                  name: 'nope',
                },
              },
            },
          ],
        },
      }),
    expected: {
      state: 'failed',
      cause: 'generator',
      evidence: '"nope" not found',
      remedyBy: 'platform',
    },
  },
  {
    name: 'provider-down',
    what: 'The provider answers that it is not available',
    script: scene => requestFromAnswering(scene, 503),
    expected: {
      state: 'failed',
      cause: 'provider-unavailable',
      evidence: '503',
      remedyBy: 'platform',
    },
  },
  {
    name: 'provider-throttled',
    what: 'The provider answers that there are too many requests',
    script: scene => requestFromAnswering(scene, 429),
    expected: {
      state: 'failed',
      cause: 'provider-throttled',
      evidence: '429',
      remedyBy: 'platform',
    },
  },
  {
    name: 'provider-login',
    what: 'The provider does not accept the credential of the store',
    script: scene => requestFromAnswering(scene, 401),
    expected: {
      state: 'failed',
      cause: 'store-login',
      evidence: '401',
      remedyBy: 'platform',
    },
  },
  {
    name: 'provider-refuses',
    what: 'The provider does not allow the store to read this key',
    script: scene => requestFromAnswering(scene, 403),
    expected: {
      state: 'failed',
      cause: 'permission',
      evidence: '403',
      remedyBy: 'platform',
    },
  },
  {
    name: 'provider-has-none',
    what: 'The provider answers that the key does not exist',
    script: scene => requestFromAnswering(scene, 404),
    expected: {
      state: 'failed',
      cause: 'source-missing',
      evidence: 'Secret does not exist',
    },
  },
];
