import {
  classifyFailure,
  FailureKind,
  namesInFailure,
} from './classifyFailure';

const data = 'error processing spec.data[0] (key: K), err: ';
const extract = 'error processing spec.dataFrom[0].extract, err: ';

describe('classifyFailure', () => {
  it.each<[string, FailureKind]>([
    [`${data}secrets "nope" not found`, 'source-missing'],
    [`${data}Secret does not exist`, 'source-missing'],
    [`${extract}Secret does not exist`, 'source-missing'],
    [
      `${data}property p does not exist in data of secret "github-pat"`,
      'property-missing',
    ],
    [
      `${data}property p does not exist in metadata of secret "github-pat"`,
      'property-missing',
    ],
    [`${data}key p does not exist in secret k`, 'property-missing'],
    [`${data}cannot find secret data for key: "p"`, 'property-missing'],
    [
      `${data}could not get ClusterSecretStore "s", ClusterSecretStore.external-secrets.io "s" not found`,
      'store-missing',
    ],
    [
      `${data}could not get SecretStore "s", SecretStore.external-secrets.io "s" not found`,
      'store-missing',
    ],
    [
      `${data}could not get SecretStore "s", the server was unable to return a response in time`,
      'other',
    ],
    [`${data}SecretStore "s" is not ready`, 'store-not-ready'],
    [`${data}ClusterSecretStore "s" is not ready`, 'store-not-ready'],
    [
      `${data}using cluster store "s" is not allowed from namespace "n": denied by spec.condition`,
      'denied',
    ],
    [
      `${data}secrets "s" is forbidden: User "u" cannot get resource "secrets"`,
      'permission',
    ],
    [
      `${data}cannot read secret data from Vault: Error making API request. Code: 403. Errors: * permission denied`,
      'permission',
    ],
    [
      `${data}cannot read secret data from Vault: Get "http://v/v1": dial tcp: connection refused`,
      'other',
    ],
    [
      'could not apply template: could not execute template: map has no entry for key "nokey"',
      'template',
    ],
    [
      'unable to mutate secret t: could not apply template: error fetching templateFrom data: configmaps "c" not found',
      'template',
    ],
    [
      'Secret "t" is invalid: data[.dockerconfigjson]: Invalid value',
      'invalid-secret',
    ],
    [
      'unable to update secret t: Secret "t" is invalid: type: Invalid value: field is immutable',
      'invalid-secret',
    ],
    [
      'invalid secret keys (TIP: use rewrite or conversionStrategy to change keys): a b',
      'invalid-secret',
    ],
    ['admission webhook "p" denied the request: no', 'admission'],
    [
      'could not create or update ExternalSecret: Internal error occurred: failed calling webhook "w": failed to call webhook: Post "https://w": dial tcp: connection refused',
      'admission',
    ],
    [
      "secrets \"t\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no",
      'admission',
    ],
    ['secrets "t" is forbidden: exceeded quota: q', 'admission'],
    [
      'could not create or update ExternalSecret: ExternalSecret.external-secrets.io "e" is invalid: spec.data',
      'admission',
    ],
    ['unable to update secret t: secret is immutable', 'target-immutable'],
    [
      'unable to mutate secret t: secret is owned by another ExternalSecret: other',
      'secret-owned-by-another',
    ],
    [
      'unable to mutate secret t: could not set controller reference on secret: Object is already owned by another SealedSecret controller t',
      'secret-owned-by-another',
    ],
    ['secrets "same" already exists', 'other'],
    ['something that nobody foresaw', 'other'],
    ['', 'other'],
  ])('reads %j as %s', (text, kind) => {
    expect(classifyFailure(text)).toBe(kind);
  });
});

describe('namesInFailure', () => {
  it('finds source, property and owner where the text names them', () => {
    expect(namesInFailure(`${data}secrets "nope" not found`)).toEqual({
      source: 'nope',
    });
    expect(
      namesInFailure(`${data}property p does not exist in data of secret "s"`),
    ).toEqual({ source: 's', property: 'p' });
    expect(
      namesInFailure(`${data}cannot find secret data for key: "p"`),
    ).toEqual({ source: 'K', property: 'p' });
    expect(
      namesInFailure('secret is owned by another ExternalSecret: other'),
    ).toEqual({ owner: 'other' });
    expect(namesInFailure('')).toEqual({});
  });
});
