import { parseArgs } from 'node:util';

/** Where Vault is, and with which token it is asked. */
export interface VaultAddress {
  readonly url: string;
  readonly token: { readonly text: string } | { readonly file: string };
  /** A file with the authority of its certificate; undefined: the system's. */
  readonly authorityFile?: string;
  readonly namespace?: string;
}

/** What Vault is to have. */
export interface VaultSetupOptions {
  readonly address: VaultAddress;
  readonly dryRun: boolean;
  readonly account: { readonly namespace: string; readonly name: string };
  /** How Vault reaches the API server; undefined: as it is, or from its own pod. */
  readonly cluster?: {
    readonly host: string;
    readonly authorityFile?: string;
    readonly reviewerTokenFile?: string;
  };
}

export const VAULT_SETUP_HELP: readonly string[] =
  `Usage: central-secrets vault-setup [options]

Sets up Vault for internal distribution: the mount secret/ (KV version 2), the
login auth/kubernetes, two policies, and the role external-secrets. Reads and
checks everything first, shows what differs, and writes only that.

  --dry-run                     shows what differs, and writes nothing
  --service-account <namespace>/<name>
                                the account of the store that may log in
                                (default: external-secrets/vault-backend)
  --help                        this text

How Vault reaches the API server. Without them, a login that is set up stays as
it is, and a new one uses the account of Vault's own pod:

  --kubernetes-host <url>       default: https://kubernetes.default.svc
  --kubernetes-ca-file <file>   the authority of the API server, for a Vault
                                outside of the cluster
  --reviewer-token-file <file>  the token with which that Vault asks the API server
                                (ClusterRole system:auth-delegator)

Environment:

  VAULT_ADDR                    such as https://vault.example.com:8200
  VAULT_TOKEN or VAULT_TOKEN_FILE
  VAULT_CACERT                  a file with the authority of Vault's certificate
  VAULT_NAMESPACE

Exit codes: 0 in order or applied, 1 something differs (with --dry-run), 2 wrong
usage, or Vault could not be read or written.`.split('\n');

class Mistake extends Error {}

/** Names of namespaces and service accounts, as Kubernetes accepts them. */
const ACCOUNT =
  /^([a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)\/([a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?)$/;

/** Reads the options and the environment; reports a mistake in one sentence. */
export function readVaultSetupOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): VaultSetupOptions | { readonly help: true } | { readonly mistake: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        'kubernetes-ca-file': { type: 'string' },
        'kubernetes-host': { type: 'string' },
        'reviewer-token-file': { type: 'string' },
        'service-account': { type: 'string' },
      },
    });
    if (values.help) {
      return { help: true };
    }
    const account =
      values['service-account'] ?? 'external-secrets/vault-backend';
    const [, namespace, name] = ACCOUNT.exec(account) ?? [];
    if (!name) {
      throw new Mistake(
        `--service-account takes <namespace>/<name>, and not "${account}"`,
      );
    }
    return {
      address: addressOf(environment),
      dryRun: values['dry-run'] ?? false,
      account: { namespace, name },
      cluster: clusterOf({
        host: values['kubernetes-host'],
        authorityFile: values['kubernetes-ca-file'],
        reviewerTokenFile: values['reviewer-token-file'],
      }),
    };
  } catch (error) {
    // The first sentence of an error from parseArgs names the mistake.
    const { message } = error as Error;
    return {
      mistake: error instanceof Mistake ? message : message.split('. ')[0],
    };
  }
}

function addressOf(
  environment: Readonly<Record<string, string | undefined>>,
): VaultAddress {
  const {
    VAULT_ADDR,
    VAULT_TOKEN,
    VAULT_TOKEN_FILE,
    VAULT_CACERT,
    VAULT_NAMESPACE,
    VAULT_SKIP_VERIFY,
  } = environment;
  if (!VAULT_ADDR) {
    throw new Mistake(
      'VAULT_ADDR is not set: set it to the address of Vault, such as https://vault.example.com:8200',
    );
  }
  const url = safeUrl('VAULT_ADDR', VAULT_ADDR);
  if (VAULT_SKIP_VERIFY) {
    throw new Mistake(
      "VAULT_SKIP_VERIFY is not supported, because any server could take the token: name the authority of Vault's certificate in VAULT_CACERT",
    );
  }
  if (VAULT_TOKEN && VAULT_TOKEN_FILE) {
    throw new Mistake('use either VAULT_TOKEN or VAULT_TOKEN_FILE');
  }
  if (!VAULT_TOKEN && !VAULT_TOKEN_FILE) {
    throw new Mistake('there is no token: set VAULT_TOKEN or VAULT_TOKEN_FILE');
  }
  return {
    url,
    token: VAULT_TOKEN ? { text: VAULT_TOKEN } : { file: VAULT_TOKEN_FILE! },
    authorityFile: VAULT_CACERT || undefined,
    namespace: VAULT_NAMESPACE || undefined,
  };
}

function clusterOf({
  host,
  authorityFile,
  reviewerTokenFile,
}: {
  host?: string;
  authorityFile?: string;
  reviewerTokenFile?: string;
}): VaultSetupOptions['cluster'] {
  if (
    host === undefined &&
    authorityFile === undefined &&
    reviewerTokenFile === undefined
  ) {
    return undefined;
  }
  // Vault would ask as the account that logs in, whose token is for Vault alone.
  if ((authorityFile === undefined) !== (reviewerTokenFile === undefined)) {
    throw new Mistake(
      'use --kubernetes-ca-file and --reviewer-token-file together: a Vault outside of the cluster needs both, one inside needs neither',
    );
  }
  return {
    host: safeUrl(
      '--kubernetes-host',
      host ?? 'https://kubernetes.default.svc',
    ),
    authorityFile,
    reviewerTokenFile,
  };
}

/** An address that a token may be sent to: encrypted, or of this machine. */
function safeUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Mistake(
      `${name} is not an address: write it such as https://example.com:8200`,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new Mistake(
      `${name} has a user, a password or a query: write the address alone`,
    );
  }
  if (
    url.protocol === 'http:' &&
    !['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  ) {
    throw new Mistake(
      `${name} begins with http://, so a token would be readable on its way: use https://`,
    );
  }
  return text.replace(/\/+$/, '');
}
