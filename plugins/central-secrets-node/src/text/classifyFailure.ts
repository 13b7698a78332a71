import { DeliveryCause } from '@central-secrets/backstage-plugin-central-secrets-common';

/** The causes of `failed` that the text of a failure decides. */
export type FailureCause = Extract<
  DeliveryCause,
  | 'source-missing'
  | 'property-missing'
  | 'store-missing'
  | 'permission'
  | 'template'
  | 'invalid-secret'
  | 'admission'
  | 'target-immutable'
  | 'other'
>;

/**
 * The meaning of a failed attempt's text: a cause, or one of the states that
 * have checks of their own.
 */
export type FailureKind =
  | FailureCause
  | 'secret-owned-by-another'
  | 'denied'
  | 'store-not-ready';

/**
 * Which words mean what, the first that matches wins. ESO wraps what a
 * provider or the API server says, so the surer phrases (its own) come first.
 * Its own: client_manager.go, externalsecret_controller.go; the providers':
 * kubernetes/client.go, vault/client_get.go, and the ones named beside them.
 */
const PHRASES: readonly (readonly [pattern: RegExp, kind: FailureKind])[] = [
  [/denied by spec\.condition/, 'denied'],
  [/SecretStore "[^"]*" is not ready/, 'store-not-ready'],
  [/secret is owned by another ExternalSecret/, 'secret-owned-by-another'],
  // controllerutil: another controller than ESO owns the Secret.
  [/could not set controller reference on secret/, 'secret-owned-by-another'],
  [/could not get (?:Cluster)?SecretStore .*not found/, 'store-missing'],
  [/secret is immutable/, 'target-immutable'],
  [/could not apply template|could not execute template/, 'template'],
  // Webhooks, ValidatingAdmissionPolicies, quotas: the API server will not have it.
  [
    /admission webhook|failed calling webhook|denied the request|ValidatingAdmissionPolicy|exceeded quota|failed quota|violates PodSecurity/,
    'admission',
  ],
  [/ExternalSecret\.external-secrets\.io "[^"]*" is invalid/, 'admission'],
  [/Secret "[^"]*" is invalid|invalid secret keys/, 'invalid-secret'],
  // kubernetes, azure, infisical: property …; aws, gcp, ibm, gitlab: key …
  [
    /(?:property|key) \S+ does not exist in (?:(?:meta)?data of )?(?:secret|key|value)\b/,
    'property-missing',
  ],
  [/cannot find secret data for key/, 'property-missing'],
  [
    /secrets? "[^"]*" not found|Secret does not exist|secret not found|ResourceNotFoundException|SecretNotFound/,
    'source-missing',
  ],
  // The connection failed, so the request was not refused; this stands before
  // Vault's text, which wraps both.
  [
    /connection refused|connection reset|no such host|i\/o timeout|deadline exceeded|TLS handshake|certificate (?:signed by unknown|has expired)/,
    'other',
  ],
  [
    /is forbidden|permission denied|access ?denied|unauthori[sz]ed|Code: 40[13]\b|cannot read secret data from Vault/i,
    'permission',
  ],
];

/**
 * Returns the meaning of the text of an `UpdateFailed` event, or of a failed
 * namespace.
 */
export function classifyFailure(text: string): FailureKind {
  return PHRASES.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}

/** Whether a text says something that decides a cause, or rules one out. */
export function saysWhy(text: string): boolean {
  return PHRASES.some(([pattern]) => pattern.test(text));
}

/** Whether a text begins with such words. */
export function beginsWithWhy(text: string): boolean {
  return PHRASES.some(([pattern]) => text.search(pattern) === 0);
}

/** The store's keys that a failure is about, as far as its text names them. */
export function namesInFailure(text: string): {
  readonly source?: string;
  readonly property?: string;
  readonly owner?: string;
} {
  const source =
    /secrets? "([^"]+)"/.exec(text)?.[1] ?? /\(key: ([^)]+)\)/.exec(text)?.[1];
  const property =
    /(?:property|key) (\S+) does not exist in/.exec(text)?.[1] ??
    /cannot find secret data for key: "([^"]+)"/.exec(text)?.[1];
  const owner = /owned by another ExternalSecret: (\S+)/.exec(text)?.[1];
  return { source, property, owner };
}
