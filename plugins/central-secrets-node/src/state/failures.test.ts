import {
  childOf,
  externalSecret,
  failedStatus,
  RawObject,
  updateFailedEvent,
} from '../testUtils';
import {
  asking,
  derive,
  GET_FAILED,
  oauth,
  silent,
  store,
} from './__testUtils__/derive';

const told = (text: string) => {
  const child = childOf(oauth, 'app', { status: failedStatus(GET_FAILED) });
  const { cause, summary, remedy } = derive([
    asking,
    oauth,
    child,
    store,
    updateFailedEvent(child, text),
  ]);
  return { cause, summary, ...remedy };
};
const EDIT = 'kubectl edit clusterexternalsecret oauth';
const STORE = 'ClusterSecretStore central-secret-store';

describe('the advice about a failure', () => {
  it.each([
    [
      'property nope does not exist in data of secret "shop"',
      'The source secret shop has no key nope',
      /^Add the key nope to the source secret shop, .* ClusterExternalSecret oauth/,
    ],
    [
      'error processing spec.data[0] (key: shop), err: cannot find secret data for key: ""',
      'The source secret shop does not have the requested key',
      /^Add the key to the source secret shop, .* ClusterExternalSecret oauth/,
    ],
    [
      'cannot find secret data for key: "nope"',
      'The source secret has no key nope',
      /^Add the key nope to the source secret, .* ClusterExternalSecret oauth/,
    ],
    [
      'cannot find secret data for key',
      'The source secret does not have the requested key',
      /^Add the key to the source secret, .* ClusterExternalSecret oauth/,
    ],
  ])(
    'names the source and the key as far as known: %s',
    (text, summary, to) => {
      expect(told(text)).toEqual({
        cause: 'property-missing',
        summary,
        by: 'platform',
        text: expect.stringMatching(to),
        command: EDIT,
      });
    },
  );

  it.each([
    [
      'secrets "shop" not found',
      'The source secret shop does not exist',
      /^Create shop where ClusterSecretStore central-secret-store reads/,
    ],
    [
      'Secret does not exist',
      'The source secret does not exist',
      /^Create the source secret where ClusterSecretStore central-secret-store reads/,
    ],
  ])('names the source that is missing, if known: %s', (text, summary, to) => {
    expect(told(text)).toEqual({
      cause: 'source-missing',
      summary,
      by: 'platform',
      text: expect.stringMatching(to),
      command: EDIT,
    });
  });

  it.each([
    [
      'secrets "x" is forbidden: User "u" cannot get resource "secrets" in API group "" in the namespace "hub"',
      'u may not get secrets x in namespace hub',
      'kubectl auth can-i get secrets/x --as=u -n hub',
    ],
    [
      'secrets is forbidden: User "u" cannot list resource "secrets" in API group "" at the cluster scope',
      'u may not list secrets in the whole cluster',
      'kubectl auth can-i list secrets --as=u',
    ],
    [
      'permission denied',
      'The operator does not have a right that this delivery needs',
      'kubectl describe clustersecretstore central-secret-store',
    ],
  ])(
    'names the right that is missing, if known: %s',
    (text, summary, command) => {
      expect(told(text)).toMatchObject({
        cause: 'permission',
        summary,
        by: 'platform',
        command,
      });
    },
  );

  it('names the store that the operator did not get, though it exists', () => {
    expect(
      told(
        'could not get ClusterSecretStore "central-secret-store", not found',
      ),
    ).toMatchObject({
      cause: 'store-missing',
      summary: `${STORE} does not exist`,
      command: EDIT,
    });
  });

  it.each([
    ['illegal base64 data at input byte 4', 'value-unusable', EDIT],
    ['error using generator: x', 'generator', EDIT],
    ['could not apply template: x', 'template', EDIT],
    ['Secret "oauth" is invalid: x', 'invalid-secret', EDIT],
    [
      'secret is immutable',
      'target-immutable',
      'kubectl delete secret oauth -n app',
    ],
    ['admission webhook "w" denied the request', 'admission', undefined],
    [
      'unable to log in',
      'store-login',
      `kubectl describe clustersecretstore central-secret-store`,
    ],
  ])('of %s is about the cause %s', (text, cause, command) => {
    const advice = told(text);
    expect(advice.cause).toBe(cause);
    expect(advice.command).toBe(command);
  });

  it('names the operator where no store is read and the write is refused', () => {
    const own = externalSecret('own', 'app', {
      spec: {
        secretStoreRef: undefined,
        data: undefined,
        dataFrom: [
          { sourceRef: { generatorRef: { kind: 'Password', name: 'p' } } },
        ],
      },
      status: failedStatus('could not update secret'),
    });
    const { cause, remedy } = derive([
      silent,
      own,
      updateFailedEvent(own, 'permission denied'),
    ]);
    expect(cause).toBe('permission');
    expect(remedy.command).toBeUndefined();
    expect(remedy.text).toBe(
      'Give the operator the right that the message names',
    );
  });

  it.each([
    ['secrets "x" not found', 'ExternalSecret own'],
    ['cannot find secret data for key', 'ExternalSecret own'],
    ['illegal base64 data', 'ExternalSecret own'],
    ['error using generator: x', 'ExternalSecret own'],
    ['could not apply template: x', 'ExternalSecret own'],
    ['Secret "own" is invalid: x', 'ExternalSecret own'],
  ])('leaves a team’s own spec to the team: %s', (text, holder) => {
    const own = externalSecret('own', 'app', {
      status: failedStatus(GET_FAILED),
    });
    const objects: RawObject[] = [
      silent,
      own,
      store,
      updateFailedEvent(own, text),
    ];
    expect(derive(objects).remedy).toMatchObject({
      by: 'developer',
      text: expect.stringContaining(holder),
      command: 'kubectl edit externalsecret own -n app',
    });
  });

  it('tells an operator from definitions of another version', () => {
    expect(
      told(
        'no matches for kind "ExternalSecret" in version "external-secrets.io/v1beta1"',
      ),
    ).toEqual({
      cause: 'definitions-mismatch',
      summary:
        'The operator and its custom resource definitions are of different versions',
      by: 'platform',
      text: "Install the custom resource definitions of the operator's version",
    });
  });
});
