import fc from 'fast-check';
import { redactText } from './redact';
import { findStoreFault } from './findStoreFault';

/** As the events of stores have them (operators 0.20.4 and 2.9.0). */
const TEXTS: readonly (readonly [string, string, string])[] = [
  [
    'cannot get Kubernetes secret "gone" from namespace "default": secrets "gone" not found',
    'credential-missing',
    'store-login',
  ],
  [
    'cannot request Kubernetes service account token for service account "vault": serviceaccounts "vault" not found',
    'account-missing',
    'store-login',
  ],
  [
    'cannot request Kubernetes service account token for service account "vault": cannot get Kubernetes service account "vault": ServiceAccount "vault" not found',
    'account-missing',
    'store-login',
  ],
  [
    'cannot find secret data for key: "token"',
    'credential-key-missing',
    'store-login',
  ],
  [
    'error processing spec.data[0] (key: kv), err: cannot find secret data for key: "token"',
    'none',
    '',
  ],
  [
    'invalid vault credentials: Get "http://127.0.0.1:9/v1/auth/token/lookup-self": dial tcp 127.0.0.1:9: connect: connection refused',
    'unreachable',
    'provider-unavailable',
  ],
  [
    'unable to log in to auth method: unable to log in with Kubernetes auth: Put "https://vault.vault.svc:8200/v1/auth/kubernetes/login": dial tcp: lookup vault.vault.svc on 10.96.0.10:53: no such host',
    'unresolved',
    'provider-unavailable',
  ],
  [
    'unable to log in to auth method: unable to log in with Kubernetes auth: Error making API request.\n\nURL: PUT https://vault/v1/auth/kubernetes/login\nCode: 403. Errors:\n\n* permission denied',
    'login-refused',
    'store-login',
  ],
  [
    'invalid vault credentials: Error making API request.\n\nURL: GET https://vault/v1/auth/token/lookup-self\nCode: 403. Errors:\n\n* permission denied',
    'login-refused',
    'store-login',
  ],
  [
    'invalid vault credentials: Get "https://vault:8200/v1/auth/token/lookup-self": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'certificate',
    'provider-unavailable',
  ],
  [
    'invalid vault credentials: Error making API request.\n\nURL: GET https://vault/v1/auth/token/lookup-self\nCode: 503. Errors:\n\n* Vault is sealed',
    'sealed',
    'provider-unavailable',
  ],
  [
    'unable to log in to auth method: Error making API request.\n\nCode: 500. Errors:\n\n* internal error',
    'failing',
    'provider-unavailable',
  ],
  [
    'operation error STS: GetCallerIdentity, ThrottlingException: Rate exceeded',
    'throttled',
    'provider-throttled',
  ],
  ['client is not allowed to get secrets', 'forbidden', 'permission'],
  ['unable to validate', 'none', ''],
  ['unable to validate store', 'none', ''],
  ['unable to create client', 'none', ''],
  ['', 'none', ''],
];

describe('findStoreFault', () => {
  it.each(TEXTS)('%s: %s', (text, kind, cause) => {
    // As it is kept: redacted.
    const found = findStoreFault(redactText(text));
    expect([found?.kind ?? 'none', found?.cause ?? '']).toEqual([kind, cause]);
  });

  it('names the Secret and the ServiceAccount that do not exist', () => {
    expect(findStoreFault(redactText(TEXTS[0][0]))).toMatchObject({
      secret: { name: 'gone', namespace: 'default' },
    });
    expect(findStoreFault(redactText(TEXTS[1][0]))).toMatchObject({
      account: 'vault',
    });
  });

  it('takes a Secret that may not be read for no missing one', () => {
    expect(
      findStoreFault(
        'cannot get Kubernetes secret "gone" from namespace "default": secrets "gone" is forbidden: User "system:serviceaccount:external-secrets:external-secrets" cannot get resource "secrets"',
      ),
    ).not.toMatchObject({ kind: 'credential-missing' });
  });

  it('finds nothing of its own in a text that tells another thing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{0,40}$/), text => {
        const found = findStoreFault(`template: ${text}: map has no entry`);
        expect(found).toBeUndefined();
      }),
    );
  });
});
