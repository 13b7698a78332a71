import {
  HubAccess,
  HubNames,
  RightsSubject,
} from '@central-secrets/manifest-rules';
import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import { requesterOf } from '../hub/rights';
import { ClusterApi, listAll, Refused } from '../ClusterApi';
import { CheckResult, DoctorFinding, problem, unknown } from '../finding';

const PATH = '/apis/external-secrets.io/v1/clustersecretstores';

/**
 * The result of examining the stores, and the accounts with which the stores of
 * the hub read it.
 */
export interface StoresExamined {
  readonly result: CheckResult;
  /** Accounts of the hub's stores that have no other task. */
  readonly accounts: readonly RightsSubject[];
  /**
   * ClusterSecretStores that do not read the hub; undefined where they are not
   * known.
   */
  readonly others?: number;
}

function storeFindings(store: any): DoctorFinding[] {
  const about = `ClusterSecretStore ${store.metadata.name}`;
  const ready = store.status?.conditions?.find(
    ({ type }: { type: string }) => type === 'Ready',
  );
  if (ready?.status === 'True') {
    return [];
  }
  const message = ready
    ? `is not Ready: ${redactText(String(ready.message ?? ready.reason))}`
    : 'was never validated: the operator does not run, or does not handle this store';
  return [
    problem(
      'store-not-ready',
      about,
      message,
      `see kubectl describe clustersecretstore ${store.metadata.name}`,
    ),
  ];
}

/**
 * The service account that a store names; undefined where it reads with other
 * credentials.
 */
function accountOf(store: any): RightsSubject | undefined {
  const { name, namespace } =
    store.spec?.provider?.kubernetes?.auth?.serviceAccount ?? {};
  return typeof name === 'string' && typeof namespace === 'string'
    ? { kind: 'ServiceAccount', name, namespace }
    : undefined;
}

function sharedIdentity(store: any, user: string): DoctorFinding {
  return problem(
    'store-identity-shared',
    `ClusterSecretStore ${store.metadata.name}`,
    `reads the hub as ${user}, the operator's own account, which writes Secrets in every namespace: a push to this store replaces a central credential`,
    'give it an account that may only read Secrets in the hub: kubectl apply --server-side -k deploy/base/store',
  );
}

/**
 * Whether every ClusterSecretStore is Ready, at least one exists, and those of
 * the hub have their own identity.
 */
export async function checkStores(
  api: ClusterApi,
  names: HubNames,
  { hubStores, distributors }: HubAccess,
): Promise<StoresExamined> {
  let stores: any[];
  try {
    stores = await listAll(api, PATH);
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    return {
      accounts: [],
      result: {
        check: 'stores',
        scope: 'ClusterSecretStores',
        findings: [unknown('ClusterSecretStores', error.message)],
      },
    };
  }
  const writers = new Set([requesterOf(names.operator).user, ...distributors]);
  const ofHub = stores.filter(({ metadata }) =>
    hubStores.includes(metadata.name),
  );
  const accounts: RightsSubject[] = [];
  const shared = ofHub.flatMap(store => {
    const account = accountOf(store);
    if (!account) {
      return [];
    }
    const { user } = requesterOf(account);
    if (writers.has(user)) {
      return [sharedIdentity(store, user)];
    }
    accounts.push(account);
    return [];
  });
  return {
    accounts,
    others: stores.length - ofHub.length,
    result: {
      check: 'stores',
      scope: `${stores.length} ClusterSecretStore${
        stores.length === 1 ? '' : 's'
      }`,
      findings:
        stores.length > 0
          ? [...stores.flatMap(storeFindings), ...shared]
          : [
              problem(
                'store-missing',
                'ClusterSecretStores',
                'there is none, so nothing can be distributed',
                'apply the hub: kubectl apply --server-side -k deploy/overlays/hub',
              ),
            ],
    },
  };
}
