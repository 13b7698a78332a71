import {
  DEFAULT_HUB_ACCESS,
  HubNames,
  RightsSubject,
} from '@central-secrets/manifest-rules';
import { ExpectedRights, expectedRights } from './hub/expectedRights';
import { requesterOf } from './hub/rights';
import { checkAccess } from './checks/access';
import { checkAdmission } from './checks/admission';
import { checkApi } from './checks/api';
import { checkFinalizers, MarkedNamespace } from './checks/finalizers';
import { checkHubIndex } from './checks/hubIndex';
import { checkOperator } from './checks/operator';
import { askingUser, checkRights } from './checks/rights';
import { checkStores } from './checks/stores';
import { checkTeamObjects } from './checks/teamObjects';
import { ClusterApi } from './ClusterApi';
import { CheckResult } from './finding';
import { fixFinalizers, Fixes } from './fix';
import { DoctorOptions } from './options';
import { readAccess } from './readAccess';
import { readFaultFacts } from './readFaultFacts';

/** All findings, and all fixes. */
export interface Examination {
  readonly server: string;
  readonly context: string;
  readonly user?: string;
  readonly checks: readonly CheckResult[];
  /** Every namespace with a finalizer of the operator. */
  readonly marked: readonly MarkedNamespace[];
  /** Absent where no fix was requested. */
  readonly fixes?: Fixes;
}

/**
 * Returns the expected rights of the named identities, and of the accounts with
 * which the hub's stores read it, where those differ.
 */
function expectedOf(
  names: HubNames,
  identities: DoctorOptions['identities'],
  storeAccounts: readonly RightsSubject[],
): ExpectedRights[] {
  const asked = expectedRights(names).filter(({ identity }) =>
    identities.includes(identity),
  );
  if (!identities.includes('store')) {
    return asked;
  }
  const known = new Set([requesterOf(names.store).user]);
  const further = storeAccounts.flatMap(account => {
    const { user } = requesterOf(account);
    if (known.has(user)) {
      return [];
    }
    known.add(user);
    return expectedRights({ ...names, store: account }).filter(
      ({ identity }) => identity === 'store',
    );
  });
  return [...asked, ...further];
}

/** Turns findings that the platform accepts into notices. */
function accepting(
  { check, scope, findings }: CheckResult,
  accepted: readonly string[],
): CheckResult {
  return {
    check,
    scope,
    findings: findings.map(finding =>
      finding.severity === 'problem' &&
      accepted.includes(`${finding.code}:${finding.about}`)
        ? { ...finding, severity: 'notice' }
        : finding,
    ),
  };
}

/**
 * Examines a hub, and fixes the problems that the options name.
 *
 * @throws Error of one line, where the API server does not answer or refuses
 * the credentials
 */
export async function examine(
  api: ClusterApi,
  options: Pick<DoctorOptions, 'names' | 'identities' | 'fix'> &
    Partial<Pick<DoctorOptions, 'accepted' | 'operatorVersion'>>,
  progress: (text: string) => void,
): Promise<Examination> {
  const { names, identities, fix, accepted = [] } = options;
  progress(`asking ${api.server}`);
  const version = await api.ask('GET', '/version');
  if (version.status === 401) {
    throw new Error(
      `${api.server} refused the credentials (401): sign in again, or name another context with --context`,
    );
  }
  const user = await askingUser(api);
  const read = await readAccess(api, names.hubNamespace);
  // The refusals of the policies are known without it, but the identities that
  // they exempt are not.
  const access = read.access ?? DEFAULT_HUB_ACCESS;
  const apiResult = await checkApi(api);
  const admission = await checkAdmission(api, names.hubNamespace);
  const trusted = await checkAccess(api, names, read);
  const stores = await checkStores(api, names, access);
  const objects = await checkTeamObjects(api, access, progress);
  const operator = await checkOperator(
    api,
    names.operator,
    await readFaultFacts(api, access, admission),
    { otherStores: stores.others, pushes: objects.pushes },
    options.operatorVersion,
  );
  const index = await checkHubIndex(api, names);
  const rights = await checkRights(
    api,
    expectedOf(
      names,
      // A hub without an index has no account to check.
      identities.filter(
        identity => identity !== 'hub-index' || index.isDeployed,
      ),
      stores.accounts,
    ),
    user,
    progress,
  );
  const finalizers = await checkFinalizers(api, progress);
  const fixes =
    fix && (await fixFinalizers(api, finalizers.marked, fix === 'apply'));
  return {
    server: api.server,
    context: api.context,
    user,
    checks: [
      apiResult,
      admission,
      trusted,
      stores.result,
      objects.result,
      operator,
      index.result,
      rights,
      finalizers.result,
    ].map(result => accepting(result, accepted)),
    marked: finalizers.marked,
    fixes,
  };
}
