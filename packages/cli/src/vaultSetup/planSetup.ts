import { AUDIENCE, AUTH_MOUNT, MOUNT, POLICIES, ROLE } from './policies';
import { VaultFound } from './readVault';

/** What Vault is to have, beside the fixed names. */
export interface VaultWanted {
  readonly account: { readonly namespace: string; readonly name: string };
  /** undefined: a login that is set up stays, a new one is for Vault's own cluster. */
  readonly cluster?: {
    readonly host: string;
    readonly authority?: string;
    readonly reviewerToken?: string;
  };
}

/** One thing of Vault, and what to write where it differs. */
export interface SetupStep {
  /** Such as `mount secret/`. */
  readonly about: string;
  /** One line; undefined: it is in order. */
  readonly difference?: string;
  readonly write?: { readonly path: string; readonly body: object };
}

/** The steps in their order, or why nothing may be written. */
export interface SetupPlan {
  readonly steps: readonly SetupStep[];
  /** Each says what to do. */
  readonly refusals: readonly string[];
  readonly warnings: readonly string[];
}

/** Compares what Vault has with what it is to have. Pure. */
export function planSetup(found: VaultFound, wanted: VaultWanted): SetupPlan {
  const refusals = refusalsOf(found);
  return {
    refusals,
    warnings: warningsOf(found),
    // The role is last: nothing logs in before its policies exist.
    steps:
      refusals.length > 0
        ? []
        : [
            mountStep(found),
            ...Object.entries(POLICIES).map(([name, text]) =>
              policyStep(name, text, found.policies.get(name)),
            ),
            authStep(found),
            configStep(found, wanted),
            roleStep(found, wanted),
          ],
  };
}

function refusalsOf({ mount, servesVersion2, auth }: VaultFound): string[] {
  const refusals: string[] = [];
  if (mount && mount.type !== 'kv') {
    refusals.push(
      `mount ${MOUNT}/ is of type ${mount.type}, and not kv: move it, or use another Vault namespace (VAULT_NAMESPACE)`,
    );
  } else if (mount && !servesVersion2) {
    refusals.push(
      mount.version === '2'
        ? `mount ${MOUNT}/ says that it is KV version 2, and does not serve it: wait for its upgrade, or check that the token may read ${MOUNT}/config`
        : `mount ${MOUNT}/ is KV version 1, and its upgrade changes every path for its clients: upgrade it yourself with vault kv enable-versioning ${MOUNT}, or use another Vault namespace (VAULT_NAMESPACE)`,
    );
  }
  if (auth && auth.type !== 'kubernetes') {
    refusals.push(
      `auth/${AUTH_MOUNT}/ is of type ${auth.type}, and not kubernetes: move it, or use another Vault namespace (VAULT_NAMESPACE)`,
    );
  }
  return refusals;
}

function warningsOf({ auditDevices }: VaultFound): string[] {
  if (auditDevices === undefined) {
    return [
      'the audit devices are unknown: the token may not read sys/audit (it needs sudo there)',
    ];
  }
  return auditDevices === 0
    ? [
        'there is no audit device, so no access is recorded: enable one, such as vault audit enable file file_path=/vault/audit/audit.log',
      ]
    : [];
}

function mountStep({ mount }: VaultFound): SetupStep {
  const about = `mount ${MOUNT}/`;
  return mount
    ? { about }
    : {
        about,
        difference: 'missing: KV version 2',
        write: {
          path: `sys/mounts/${MOUNT}`,
          body: { type: 'kv', options: { version: '2' } },
        },
      };
}

function policyStep(
  name: string,
  text: string,
  found: string | undefined,
): SetupStep {
  const about = `policy ${name}`;
  // Vault stores the text as it is sent; other tools trim it.
  if (found?.trim() === text.trim()) {
    return { about };
  }
  return {
    about,
    difference:
      found === undefined ? 'missing' : 'has other rules, or other comments',
    write: { path: `sys/policies/acl/${name}`, body: { policy: text } },
  };
}

function authStep({ auth }: VaultFound): SetupStep {
  const about = `login auth/${AUTH_MOUNT}/`;
  return auth
    ? { about }
    : {
        about,
        difference: 'missing',
        write: { path: `sys/auth/${AUTH_MOUNT}`, body: { type: 'kubernetes' } },
      };
}

function configStep({ config }: VaultFound, wanted: VaultWanted): SetupStep {
  const about = `auth/${AUTH_MOUNT}/config`;
  const { host, authority, reviewerToken } = wanted.cluster ?? {
    host: 'https://kubernetes.default.svc',
  };
  const isSetUp =
    typeof config?.kubernetes_host === 'string' &&
    config.kubernetes_host !== '';
  if (isSetUp && !wanted.cluster) {
    return { about };
  }
  const fields = {
    kubernetes_host: host,
    kubernetes_ca_cert: authority?.trim() ?? '',
    // Without its own authority and token, Vault uses those of its pod.
    disable_local_ca_jwt: authority !== undefined,
  };
  const differences = differencesOf(config ?? {}, fields);
  // Vault never returns the token; newer versions say whether there is one.
  if (reviewerToken && config?.token_reviewer_jwt_set === false) {
    differences.push('token_reviewer_jwt: missing');
  }
  return !isSetUp || differences.length > 0
    ? {
        about,
        difference: isSetUp ? differences.join('; ') : 'missing',
        write: {
          path: about,
          body: {
            ...fields,
            ...(reviewerToken ? { token_reviewer_jwt: reviewerToken } : {}),
          },
        },
      }
    : { about };
}

function roleStep(
  { role }: VaultFound,
  { account: { namespace, name } }: VaultWanted,
): SetupStep {
  const about = `role ${ROLE}`;
  const fields = {
    bound_service_account_names: [name],
    bound_service_account_namespaces: [namespace],
    audience: AUDIENCE,
    token_policies: Object.keys(POLICIES),
    // The operator logs in for each sync, and revokes its token after it.
    token_ttl: 600,
    token_max_ttl: 600,
  };
  const differences = differencesOf(role ?? {}, fields);
  return !role || differences.length > 0
    ? {
        about,
        difference: role ? differences.join('; ') : 'missing',
        write: { path: `auth/${AUTH_MOUNT}/role/${ROLE}`, body: fields },
      }
    : { about };
}

/** Each field that differs, as `field: now → wanted`. */
function differencesOf(
  found: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): string[] {
  return Object.entries(wanted).flatMap(([field, value]) => {
    const [now, then] = [shown(found[field]), shown(value)];
    return now === then
      ? []
      : [
          field.endsWith('_cert')
            ? `${field}: another certificate`
            : `${field}: ${now} → ${then}`,
        ];
  });
}

/** A value in one form: lists sorted, texts trimmed. */
function shown(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(String).sort().join(', ') || '(none)';
  }
  return String(value ?? '').trim() || '(none)';
}
