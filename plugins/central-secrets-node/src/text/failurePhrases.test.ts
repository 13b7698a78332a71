import {
  beginsWithWhy,
  classifyFailure,
  FailureKind,
  namesInFailure,
  saysWhy,
} from './classifyFailure';

/** The forms of each phrase: of names that are longer than a letter, and as each provider spells it. */
const FORMS: Readonly<Partial<Record<FailureKind, readonly string[]>>> = {
  'store-not-ready': ['ClusterSecretStore "central-store" is not ready'],
  'source-missing': [
    'could not get secret data from provider: spec.data[12]',
    'could not get secret data from provider: spec.dataFrom[0]',
    'secret "github-pat" not found',
    'secrets "github-pat" not found',
  ],
  admission: [
    'ExternalSecret.external-secrets.io "git-login" is invalid: spec',
  ],
  'invalid-secret': ['Secret "git-login" is invalid: data'],
  'value-unusable': [
    'unable to decode spec.data[0].decodingStrategy: no such strategy',
  ],
  'property-missing': [
    'property password does not exist in key github-pat',
    'key password does not exist in value github-pat',
  ],
  'provider-throttled': [
    'Throttling: slow down',
    'ThrottlingException: slow down',
    'Status: 429',
    'StatusCode=429',
    'Code:429',
  ],
  'provider-unavailable': [
    'Status: 503',
    'StatusCode=500',
    'Code:504',
    'Code: 502',
  ],
  'store-login': [
    'cannot get Kubernetes secret "vault-token" from namespace "hub"',
    'AADSTS7000215: Invalid client secret',
    'could not list: Unauthorized',
    'Status: 401',
    'StatusCode=401',
    'Code:401',
  ],
  permission: [
    'accessDenied',
    'Access Denied',
    'the caller is Unauthorised to read',
    'the caller is Unauthorized to read',
    'Status: 403',
    'StatusCode=403',
    'Code:403',
  ],
  other: [
    'unable to update secret git-login: secrets "git-login" not found',
    'unable to mutate secret git-login, secrets "git-login" not found',
  ],
};

describe('classifyFailure, of each form of a phrase', () => {
  it.each(
    Object.entries(FORMS).flatMap(([kind, texts]) =>
      texts.map(text => [text, kind]),
    ),
  )('reads %j as %s', (text, kind) => {
    expect(classifyFailure(text)).toBe(kind);
  });

  it.each<[string, FailureKind]>([
    // More follows than the place in the spec.
    [
      'could not get secret data from provider: spec.data[0] is being read',
      'other',
    ],
    // Not at the end, it may be of the reader's right as well.
    ['get secrets: Unauthorized: no such role', 'permission'],
  ])('reads no more from %j than %s', (text, kind) => {
    expect(classifyFailure(text)).toBe(kind);
  });
});

describe('a text that says why', () => {
  it('does so anywhere in it, or begins with it', () => {
    const refused = 'connection refused';
    expect(saysWhy(`dial tcp: ${refused}`)).toBe(true);
    expect(beginsWithWhy(`dial tcp: ${refused}`)).toBe(false);
    expect(beginsWithWhy(`${refused} by 10.0.0.1`)).toBe(true);
    expect(saysWhy('no idea')).toBe(false);
    expect(beginsWithWhy('no idea')).toBe(false);
  });
});

describe('the names in a failure', () => {
  it('are whole', () => {
    expect(
      namesInFailure('(key: github-pat), err: Secret does not exist'),
    ).toEqual({ source: 'github-pat' });
    expect(
      namesInFailure('property password does not exist in data of secret "a1"'),
    ).toEqual({ source: 'a1', property: 'password' });
    expect(
      namesInFailure('cannot find secret data for key: "password"'),
    ).toEqual({ property: 'password' });
  });
});
