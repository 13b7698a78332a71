import { AUTH_MOUNT, MOUNT, POLICIES, ROLE } from './policies';
import { isObject, VaultAnswer, VaultApi, VaultProblem } from './VaultApi';

type Fields = Readonly<Record<string, unknown>>;

/** What Vault has now of what is set up; undefined: it has none. */
export interface VaultFound {
  readonly mount?: { readonly type: string; readonly version?: string };
  /** Whether the mount really serves version 2. */
  readonly servesVersion2: boolean;
  readonly auth?: { readonly type: string };
  readonly config?: Fields;
  readonly role?: Fields;
  /** By name. */
  readonly policies: ReadonlyMap<string, string>;
  /** undefined: the token may not see them. */
  readonly auditDevices?: number;
}

/** What the states of `sys/health` mean (Vault's API reference). */
const UNHEALTHY: Readonly<Record<number, string>> = {
  501: 'is not initialized: initialize it with vault operator init',
  503: 'is sealed: unseal it with vault operator unseal',
};

/** Reads everything, and checks that it is what Vault sends. @throws VaultProblem */
export async function readVault(api: VaultApi): Promise<VaultFound> {
  await checkHealth(api);
  const mount = describeMount(await readTable(api, 'sys/mounts'), MOUNT);
  const auth = describeMount(await readTable(api, 'sys/auth'), AUTH_MOUNT);
  const policies = new Map<string, string>();
  for (const name of Object.keys(POLICIES)) {
    const found = await readObject(api, `sys/policies/acl/${name}`);
    if (found) {
      if (typeof found.policy !== 'string') {
        throw unexpected(`sys/policies/acl/${name}`);
      }
      policies.set(name, found.policy);
    }
  }
  return {
    mount,
    servesVersion2:
      mount?.type === 'kv' &&
      (await api.ask('GET', `${MOUNT}/config`)).status === 200,
    auth,
    ...(auth?.type === 'kubernetes'
      ? {
          config: await readObject(api, `auth/${AUTH_MOUNT}/config`),
          role: await readObject(api, `auth/${AUTH_MOUNT}/role/${ROLE}`),
        }
      : {}),
    policies,
    auditDevices: await countAuditDevices(api),
  };
}

async function checkHealth(api: VaultApi): Promise<void> {
  const { status, body } = await api.ask('GET', 'sys/health');
  if (
    typeof body?.initialized !== 'boolean' ||
    typeof body?.sealed !== 'boolean'
  ) {
    throw unexpected('sys/health');
  }
  const problem =
    UNHEALTHY[status] ??
    (body.sealed ? UNHEALTHY[503] : undefined) ??
    (body.initialized ? undefined : UNHEALTHY[501]);
  if (problem) {
    throw new VaultProblem(`Vault ${problem}`);
  }
}

/** An object, or undefined where Vault has none. */
async function readObject(
  api: VaultApi,
  path: string,
): Promise<Fields | undefined> {
  const answer = await api.ask('GET', path);
  if (answer.status === 404) {
    return undefined;
  }
  return dataOf(path, answer);
}

/** A table of objects by their path. */
async function readTable(
  api: VaultApi,
  path: string,
): Promise<ReadonlyMap<string, Fields>> {
  const data = dataOf(path, await api.ask('GET', path));
  const entries = Object.entries(data).filter(([key]) => key.endsWith('/'));
  if (entries.some(([, value]) => !isObject(value)) || entries.length === 0) {
    // Vault always has sys/ and token/.
    throw unexpected(path);
  }
  return new Map(entries as [string, Fields][]);
}

function dataOf(path: string, { status, body, words }: VaultAnswer): Fields {
  if (status === 403) {
    throw new VaultProblem(
      `the token may not read ${path} (403): use one with the policy in docs/internal-distribution.md`,
    );
  }
  if (status !== 200) {
    throw new VaultProblem(`GET ${path} failed: ${words}`);
  }
  if (!isObject(body?.data)) {
    throw unexpected(path);
  }
  return body.data;
}

function describeMount(
  table: ReadonlyMap<string, Fields>,
  path: string,
): { type: string; version?: string } | undefined {
  const found = table.get(`${path}/`);
  if (!found) {
    return undefined;
  }
  const { type, options } = found;
  if (typeof type !== 'string') {
    throw unexpected(`${path}/`);
  }
  const version = isObject(options) ? options.version : undefined;
  return {
    type,
    version: version === undefined ? undefined : String(version),
  };
}

async function countAuditDevices(api: VaultApi): Promise<number | undefined> {
  const { status, body } = await api.ask('GET', 'sys/audit');
  return status === 200 && isObject(body?.data)
    ? Object.keys(body.data).length
    : undefined;
}

function unexpected(path: string): VaultProblem {
  return new VaultProblem(
    `the answer to GET ${path} is not the one of a Vault: check that VAULT_ADDR names one, and not a proxy or another program`,
  );
}
