import { expectedRights } from '@central-secrets/backstage-plugin-central-secrets-common';
import { checkAccess } from './checks/access';
import { checkAdmission } from './checks/admission';
import { checkApi } from './checks/api';
import { checkFinalizers, MarkedNamespace } from './checks/finalizers';
import { askingUser, checkRights } from './checks/rights';
import { checkStores } from './checks/stores';
import { ClusterApi } from './ClusterApi';
import { CheckResult } from './finding';
import { fixFinalizers, Fixes } from './fix';
import { DoctorOptions } from './options';

/** All that was found, and done. */
export interface Examination {
  readonly server: string;
  readonly context: string;
  readonly user?: string;
  readonly checks: readonly CheckResult[];
  /** Every namespace with a finalizer of the operator. */
  readonly marked: readonly MarkedNamespace[];
  /** Absent where nothing was to be fixed. */
  readonly fixes?: Fixes;
}

/**
 * Examines a hub, and fixes what it is told to.
 *
 * @throws Error of one line, where the API server does not answer or does not
 * know who asks
 */
export async function examine(
  api: ClusterApi,
  options: Pick<DoctorOptions, 'names' | 'identities' | 'fix'>,
  progress: (text: string) => void,
): Promise<Examination> {
  const { names, identities, fix } = options;
  progress(`asking ${api.server}`);
  const version = await api.ask('GET', '/version');
  if (version.status === 401) {
    throw new Error(
      `${api.server} does not know who asks (401): sign in again, or name another context with --context`,
    );
  }
  const user = await askingUser(api);
  const checks = [
    await checkApi(api),
    await checkAdmission(api, names.hubNamespace),
    await checkAccess(api, names),
    await checkStores(api),
    await checkRights(
      api,
      expectedRights(names).filter(({ identity }) =>
        identities.includes(identity),
      ),
      user,
      progress,
    ),
  ];
  const { result, marked } = await checkFinalizers(api, progress);
  const fixes = fix && (await fixFinalizers(api, marked, fix === 'apply'));
  return {
    server: api.server,
    context: api.context,
    user,
    checks: [...checks, result],
    marked,
    fixes,
  };
}
