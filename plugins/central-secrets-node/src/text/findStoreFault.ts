import { classifyFailure, FailureCause } from './classifyFailure';

/** What is wrong with a store or behind it, as finely as its remedy differs. */
export type StoreFaultKind =
  | 'credential-missing'
  | 'credential-key-missing'
  | 'account-missing'
  | 'login-refused'
  | 'certificate'
  | 'sealed'
  | 'unresolved'
  | 'unreachable'
  | 'failing'
  | 'throttled'
  | 'forbidden';

/** A fault of a store, and the names that its text has. */
export interface StoreFault {
  readonly kind: StoreFaultKind;
  readonly cause: Extract<
    FailureCause,
    'store-login' | 'provider-unavailable' | 'provider-throttled' | 'permission'
  >;
  /** The Secret with the store's credential that does not exist. */
  readonly secret?: { readonly name: string; readonly namespace: string };
  /** The key that the Secret with the store's credential does not have. */
  readonly key?: string;
  /** The ServiceAccount that does not exist. */
  readonly account?: string;
}

const CAUSES: Readonly<Record<StoreFaultKind, StoreFault['cause']>> = {
  'credential-missing': 'store-login',
  'credential-key-missing': 'store-login',
  'account-missing': 'store-login',
  'login-refused': 'store-login',
  certificate: 'provider-unavailable',
  sealed: 'provider-unavailable',
  unresolved: 'provider-unavailable',
  unreachable: 'provider-unavailable',
  failing: 'provider-unavailable',
  throttled: 'provider-throttled',
  forbidden: 'permission',
};

/**
 * Which words mean what, the first that matches wins: an error that lies deeper
 * is wrapped by the others, such as a refused connection by "unable to log in".
 * The operator's own: esutils/resolvers, pkg/provider/vault/auth.go and
 * validate.go, pkg/provider/kubernetes/validate.go.
 */
const PHRASES: readonly (readonly [RegExp, StoreFaultKind])[] = [
  [
    /cannot get Kubernetes secret "[^"]+" from namespace "[^"]+": secrets "[^"]+" not found/,
    'credential-missing',
  ],
  // As a whole text: the read of a source ends with the same words.
  [/^cannot find secret data for key: "[^"]*"$/, 'credential-key-missing'],
  [/(?:serviceaccounts|ServiceAccount) "[^"]+" not found/, 'account-missing'],
  [
    /x509: |failed to verify certificate|certificate signed by unknown authority|certificate has expired|cannot set Vault CA certificate/,
    'certificate',
  ],
  [/Vault is sealed|OpenBao is sealed/, 'sealed'],
  [/no such host|server misbehaving/, 'unresolved'],
  [
    /connection refused|connection reset|no route to host|network is unreachable|i\/o timeout|deadline exceeded|Client\.Timeout|TLS handshake timeout/,
    'unreachable',
  ],
  // The text of the kubernetes provider's own check of its rights.
  [/client is not allowed to get secrets/, 'forbidden'],
];

/** The same of what the words of a delivery's failure mean. */
const KIND_OF_CAUSE: Readonly<Partial<Record<string, StoreFaultKind>>> = {
  'store-login': 'login-refused',
  'provider-unavailable': 'failing',
  'provider-throttled': 'throttled',
};

/**
 * Words that mean a refused login in the text of a store, which does no more
 * than to log in and to look whether that worked.
 */
const LOGIN_REFUSED = /invalid vault credentials: |unable to log in/;

/**
 * The fault that the text of a store's own event tells, or of a delivery's
 * failure as far as it lies in the store; undefined: it tells none.
 */
export function findStoreFault(text: string): StoreFault | undefined {
  const kind =
    PHRASES.find(([pattern]) => pattern.test(text))?.[1] ??
    KIND_OF_CAUSE[classifyFailure(text)] ??
    (LOGIN_REFUSED.test(text) ? 'login-refused' : undefined);
  return kind && { kind, cause: CAUSES[kind], ...namesIn(kind, text) };
}

function namesIn(
  kind: StoreFaultKind,
  text: string,
): Pick<StoreFault, 'secret' | 'key' | 'account'> {
  if (kind === 'credential-missing') {
    const [, name, namespace] =
      /cannot get Kubernetes secret "([^"]+)" from namespace "([^"]+)"/.exec(
        text,
      )!;
    return { secret: { name, namespace } };
  }
  if (kind === 'credential-key-missing') {
    return { key: /"([^"]*)"/.exec(text)![1] };
  }
  return kind === 'account-missing'
    ? {
        account: /(?:serviceaccounts|ServiceAccount) "([^"]+)" not found/.exec(
          text,
        )![1],
      }
    : {};
}
