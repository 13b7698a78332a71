import { DeliveryCause } from '@central-secrets/backstage-plugin-central-secrets-common';

/** The causes of `failed` that the text of a failure decides. */
export type FailureCause = Extract<
  DeliveryCause,
  | 'source-missing'
  | 'property-missing'
  | 'value-unusable'
  | 'store-missing'
  | 'store-login'
  | 'provider-unavailable'
  | 'provider-throttled'
  | 'permission'
  | 'generator'
  | 'template'
  | 'invalid-secret'
  | 'admission'
  | 'quota'
  | 'target-immutable'
  | 'definitions-mismatch'
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
  | 'store-not-ready'
  | 'write-conflict';

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
  // The operator tries again at once after a write that met another one.
  [
    /Operation cannot be fulfilled on .*the object has been modified/,
    'write-conflict',
  ],
  [
    /no matches for kind "\w+" in version "(?:generators\.)?external-secrets\.io\//,
    'definitions-mismatch',
  ],
  [/secret is immutable/, 'target-immutable'],
  [/could not apply template|could not execute template/, 'template'],
  [/error applying rewrite|could not rewrite|error parsing regexp/, 'template'],
  // From 2.14 on ESO publishes its operation and a detail of a closed list
  // (design/016-error-text-management.md), and nothing of what it wraps.
  [
    /template (?:parsing|execution) failed|rendered YAML is invalid|rendered value decoding failed|invalid template target path|invalid rewrite regular expression/,
    'template',
  ],
  [
    /could not update secret: Kubernetes object validation failed/,
    'invalid-secret',
  ],
  [
    /could not get secret data from provider: spec\.data(?:From)?\[\d+\]$/,
    'source-missing',
  ],
  [/exceeded quota|failed quota/, 'quota'],
  // Webhooks and policies: the API server refuses the object.
  [
    /admission webhook|failed calling webhook|denied the request|ValidatingAdmissionPolicy|violates PodSecurity/,
    'admission',
  ],
  [/ExternalSecret\.external-secrets\.io "[^"]*" is invalid/, 'admission'],
  [
    /(?:Secret|ConfigMap) "[^"]*" is invalid|invalid secret keys|duplicate key "/,
    'invalid-secret',
  ],
  // A generator is a source of its own, whatever it answers.
  [
    /sourceRef\.generatorRef, err:|error using generator|unable to get generator\b|error generating token/,
    'generator',
  ],
  // ESO's esutils: what the source holds is not what the spec says it is.
  [
    /error applying decoding strategy|failed decoding secret|unable to decode \S+decodingStrategy|illegal base64 data|failed to unmarshal secret|unable to unmarshal secret/,
    'value-unusable',
  ],
  // kubernetes, azure, infisical: property …; aws, gcp, ibm, gitlab: key …
  [
    /(?:property|key) \S+ does not exist in (?:(?:meta)?data of )?(?:secret|key|value)\b/,
    'property-missing',
  ],
  [/cannot find secret data for key/, 'property-missing'],
  // aws: ThrottlingException; gcp: ResourceExhausted; HTTP: 429.
  [
    /Throttling(?:Exception)?\b|Rate exceeded|rate limit\b|Too Many Requests|code = ResourceExhausted|(?:Status(?:Code)?|Code)[:=] ?429\b/i,
    'provider-throttled',
  ],
  // The connection failed, or the provider does: the request was not refused.
  // Before the texts of logins and of Vault, which wrap these.
  [
    /connection refused|connection reset|no such host|no route to host|i\/o timeout|deadline exceeded|TLS handshake|tls: failed to verify|certificate (?:signed by unknown|has expired)|Vault is sealed|code = Unavailable|(?:Status(?:Code)?|Code)[:=] ?50[0234]\b|\b50[0234] (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout)/,
    'provider-unavailable',
  ],
  // The store's own credential: missing, expired, or refused.
  [
    /unable to log in|cannot get Kubernetes secret "[^"]*" from namespace|AADSTS\d|Invalid client secret provided|sts:AssumeRole|operation error STS\b|ExpiredToken|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|oauth2: cannot fetch token|\b401 Unauthorized|: Unauthorized$|code = Unauthenticated|(?:Status(?:Code)?|Code)[:=] ?401\b/,
    'store-login',
  ],
  // The Secret to write was removed at that moment: it is not a source.
  [/unable to (?:update|mutate) secret \S.*not found/, 'other'],
  [
    /secrets? "[^"]*" not found|Secret does not exist|secret not found|ResourceNotFoundException|SecretNotFound/,
    'source-missing',
  ],
  // gcp; 1password; doppler; gitlab; webhook; akeyless; aws parameters.
  [
    /is in (?:DISABLED|DESTROYED) state|code = NotFound|key not found in \S+ Vaults|no item matched the secret reference|could not find requested secret|\b404 Not Found|404 \w+ Not Found|item-not-found|ParameterNotFound/,
    'source-missing',
  ],
  // Of a write, 2.14 says the same for webhooks, policies and quotas.
  [
    /could not (?:update secret|create or update ExternalSecret): Kubernetes API access denied/,
    'other',
  ],
  [
    /is forbidden|permission denied|access ?denied|unauthori[sz]ed|not authorized|code = PermissionDenied|(?:Status(?:Code)?|Code)[:=] ?403\b|\b403 Forbidden|Code="Forbidden"/i,
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
