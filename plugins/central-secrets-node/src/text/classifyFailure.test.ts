import {
  classifyFailure,
  FailureKind,
  namesInFailure,
} from './classifyFailure';
import { redactText } from './redact';
import { PROVIDER_TEXTS } from './redact/__testUtils__/providerTexts';

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
      'provider-unavailable',
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
    ['secrets "t" is forbidden: exceeded quota: q', 'quota'],
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
    ['unable to update secret app: secrets "app" not found', 'other'],
  ])('reads %j as %s', (text, kind) => {
    expect(classifyFailure(text)).toBe(kind);
  });
});

/** What each of the providers' texts means, in their order. */
const MEANINGS: readonly FailureKind[] = [
  'permission',
  'source-missing',
  'provider-throttled',
  'store-login',
  'permission',
  'store-login',
  'source-missing',
  'source-missing',
  'source-missing',
  'store-login',
  'provider-unavailable',
  'permission',
  'permission',
  'provider-unavailable',
  'store-login',
  'generator',
  'generator',
  'invalid-secret',
  'template',
  'invalid-secret',
  'value-unusable',
  'value-unusable',
  'invalid-secret',
  'permission',
  'provider-unavailable',
  'source-missing',
  'source-missing',
  // Passes: the operator tries again at once.
  'write-conflict',
  'definitions-mismatch',
  'source-missing',
];

describe('classifyFailure, of what providers say', () => {
  it.each(PROVIDER_TEXTS.map((text, index) => [text, MEANINGS[index]]))(
    'reads %j as %s',
    (text, kind) => {
      expect(classifyFailure(text)).toBe(kind);
      // Records keep texts without what may be a credential.
      expect(classifyFailure(redactText(text))).toBe(kind);
    },
  );

  it.each<[string, FailureKind]>([
    ['rpc error: code = Unavailable desc = closing', 'provider-unavailable'],
    [`${data}Code: 502. Errors: bad gateway`, 'provider-unavailable'],
    ['endpoint gave error 401 Unauthorized', 'store-login'],
    ['rpc error: code = Unauthenticated desc = no token', 'store-login'],
    ['ExpiredTokenException: The token has expired', 'store-login'],
    ['unable to log in: dial tcp: no such host', 'provider-unavailable'],
    ['https response error StatusCode: 429', 'provider-throttled'],
    // client-go's own limit, not the provider's.
    ['client rate limiter Wait returned an error: no', 'other'],
    [`${data}cannot read secret data from Vault: unknown`, 'other'],
    ['endpoint gave error 403 Forbidden', 'permission'],
    ['endpoint gave error 503 Service Unavailable', 'provider-unavailable'],
    ['endpoint gave error 429 Too Many Requests', 'provider-throttled'],
    // As operator 2.9.0 says it.
    [
      `${data}error applying decoding strategy Base64 to data: illegal base64 data at input byte 5`,
      'value-unusable',
    ],
    [
      `${extract}unable to unmarshal secret: invalid character 'p' looking for beginning of value`,
      'value-unusable',
    ],
    [
      'error processing spec.dataFrom[0].sourceRef.generatorRef, err: unable to get generator: ECRAuthorizationToken.generators.external-secrets.io "ecr" not found',
      'generator',
    ],
    [
      `${extract}error applying rewrite to keys: failed rewrite operation[0]: regexp failed with failed to compile: error parsing regexp: invalid or unsupported Perl syntax: \`(?!\``,
      'template',
    ],
  ])('reads %j as %s', (text, kind) => {
    expect(classifyFailure(text)).toBe(kind);
  });
});

describe('classifyFailure, of what operator 2.14 publishes', () => {
  it.each<[string, FailureKind]>([
    [
      'could not update secret: spec.target.template.data: template execution failed',
      'template',
    ],
    [
      'could not update secret: spec.target.template.templateFrom[0]: template parsing failed',
      'template',
    ],
    ['could not update secret: rendered YAML is invalid', 'template'],
    [
      'could not get secret data from provider: invalid rewrite regular expression',
      'template',
    ],
    [
      'could not update secret: Kubernetes object validation failed',
      'invalid-secret',
    ],
    [
      'could not get secret data from provider: spec.dataFrom[2]',
      'source-missing',
    ],
    // A webhook, a policy, a quota or a missing right: the text does not tell.
    ['could not update secret: Kubernetes API access denied', 'other'],
    ['could not get secret data from provider', 'other'],
    ['could not update secret', 'other'],
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
