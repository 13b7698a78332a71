import { HubAccess } from '@central-secrets/manifest-rules';
import { ClusterApi } from '../ClusterApi';
import { DoctorFinding, problem, unknown } from '../finding';
import { inParallel } from '../inParallel';

/** A service account that the policies trust, and the purpose of that trust. */
export interface TrustedAccount {
  /**
   * The user name in the policies: `system:serviceaccount:argocd:controller`.
   */
  readonly user: string;
  readonly namespace: string;
  readonly name: string;
  /** Keys of the ConfigMap that name it. */
  readonly keys: readonly string[];
}

/** Every service account that a key of the ConfigMap names. */
export function trustedAccounts(access: HubAccess): TrustedAccount[] {
  const lists: readonly [key: string, users: readonly string[]][] = [
    ['request-label-writers', access.requestLabelWriters],
    ['request-label-users', access.requestLabelUsers],
    ['distributors', access.distributors],
    ['hub-owner-users', access.hubOwnerUsers],
  ];
  const users = new Set(lists.flatMap(([, names]) => names));
  return [...users].flatMap(user => {
    const [, namespace, name] =
      /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
    if (!name) {
      return [];
    }
    const keys = lists
      .filter(([, names]) => names.includes(user))
      .map(([key]) => key);
    return [{ user, namespace, name, keys }];
  });
}

/**
 * Trusted accounts that do not exist: a tenant who may create the namespace can
 * create the account in it, and act with its trust.
 */
export async function accountFindings(
  api: ClusterApi,
  access: HubAccess,
): Promise<DoctorFinding[]> {
  const found = await inParallel(
    trustedAccounts(access),
    async ({ user, namespace, name, keys }): Promise<DoctorFinding[]> => {
      const about = `ServiceAccount ${namespace}/${name}`;
      const { status } = await api.ask(
        'GET',
        `/api/v1/namespaces/${encodeURIComponent(
          namespace,
        )}/serviceaccounts/${encodeURIComponent(name)}`,
      );
      if (status === 200) {
        return [];
      }
      if (status !== 404) {
        return [unknown(about, `may not be read (${status})`)];
      }
      return [
        problem(
          'trusted-account-missing',
          about,
          `does not exist, and ${keys.join(
            ' and ',
          )} trusts it: a tenant who may create the namespace ${namespace} can create it, and act with its trust`,
          `remove the line ${user} from ${keys.join(
            ' and ',
          )}, or create the account`,
        ),
      ];
    },
  );
  return found.flat();
}
