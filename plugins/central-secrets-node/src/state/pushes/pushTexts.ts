/**
 * What the operator's texts about a push mean, from its source at v0.20.4
 * (pkg/controllers/pushsecret and the providers), the same at v2.9.0.
 */
import { PushCause } from '@central-secrets/backstage-plugin-central-secrets-common';
import { classifyFailure } from '../../text';

/** The reason of Ready=False after the source was deleted. */
export const SOURCE_DELETED = 'SourceDeleted';

/** How the message of a success ends with `updatePolicy: IfNotExists`. */
export const VALUES_UNCHANGED = 'Existing secrets in providers unchanged';

/** What a text about a failed push means; `denied` is a state of its own. */
export type PushFailureKind =
  | Exclude<
      PushCause,
      | 'cluster-unobserved'
      | 'kind-unreadable'
      | 'several-writers'
      | 'other-store'
    >
  | 'denied';

/** Which words mean what, the first that matches wins. */
const PHRASES: readonly (readonly [RegExp, PushFailureKind])[] = [
  [/Failed to Delete Secrets from Provider/i, 'delete-failed'],
  [/^could not get source secret/, 'source-missing'],
  [/secret key \S+ does not exist/, 'property-missing'],
  // vault, aws, gcp and azure; the last two write a blank.
  [/not managed by external[- ]secrets/i, 'not-managed'],
];

/** The meanings that a push shares with a delivery. */
const SHARED: ReadonlySet<string> = new Set<PushFailureKind>([
  'denied',
  'generator',
  'permission',
  'provider-throttled',
  'provider-unavailable',
  'store-login',
  'store-missing',
  'template',
]);

/** The meaning of the message of a PushSecret's Ready=False. */
export function classifyPushFailure(text: string): PushFailureKind {
  const own = PHRASES.find(([pattern]) => pattern.test(text))?.[1];
  if (own) {
    return own;
  }
  const kind = classifyFailure(text);
  return SHARED.has(kind) ? (kind as PushFailureKind) : 'other';
}

/** The key that a failed push does not find in its source. */
export function missingKeyIn(text: string): string | undefined {
  return /secret key (\S+) does not exist/.exec(text)?.[1];
}

/** The store at which a push failed, by its name, where the text says it. */
export function storeNamedIn(text: string): string | undefined {
  const found =
    /target secretstore ([^\s:]+):/.exec(text) ??
    /secrets client for store ([^\s:]+):/.exec(text) ??
    /could not get (?:Cluster)?SecretStore "([^"]+)"/.exec(text);
  // A failed deletion names the kind as well.
  return found?.[1].split('/').at(-1);
}
