import {
  HUB_ACCESS_CONFIG_MAP,
  HUB_ACCESS_KEYS,
  HubNames,
} from '@central-secrets/manifest-rules';
import { requesterOf } from '../hub/rights';
import { ClusterApi } from '../ClusterApi';
import { CheckResult, DoctorFinding, problem, unknown } from '../finding';
import { ReadAccess } from '../readAccess';
import { argoCdFindings } from './argoCd';
import { accountFindings } from './trustedAccounts';

/** The keys under which a platform may have listed Backstage's writer. */
const WRITERS = 'request-label-writers';
const USERS = 'request-label-users';

/** Whether the writer may set request labels, and nothing else. */
function writerFindings(
  about: string,
  writer: string,
  { requestLabelWriters, requestLabelUsers }: NonNullable<ReadAccess['access']>,
): DoctorFinding[] {
  if (requestLabelWriters.includes(writer)) {
    return [];
  }
  return requestLabelUsers.includes(writer)
    ? [
        problem(
          'access-writer-unlimited',
          about,
          `${USERS} names ${writer}, so nothing limits it to request labels`,
          `move the line ${writer} from ${USERS} to ${WRITERS}`,
        ),
      ]
    : [
        problem(
          'access-not-trusted',
          about,
          `${WRITERS} does not name ${writer}, so it cannot set a request label`,
          `add the line ${writer} to ${WRITERS}`,
        ),
      ];
}

/**
 * Whether the policies' parameters exist, and trust the existing identities
 * that need it.
 */
export async function checkAccess(
  api: ClusterApi,
  names: HubNames,
  read: ReadAccess,
): Promise<CheckResult> {
  const { hubNamespace } = names;
  const about = `ConfigMap ${hubNamespace}/${HUB_ACCESS_CONFIG_MAP}`;
  const result = (...findings: DoctorFinding[]): CheckResult => ({
    check: 'access',
    scope: about,
    findings,
  });
  const { status, data, access } = read;
  if (status === 404) {
    return result(
      problem(
        'access-missing',
        about,
        'does not exist, so the policies refuse every write of a namespace, of a store, and of everything else that they check',
        'restore it: kubectl apply --server-side -k deploy/base/admission',
      ),
    );
  }
  if (!access) {
    return result(unknown(about, `may not be read (${status})`));
  }
  const isThere = (key: string) =>
    Object.hasOwn(data, key) && typeof data[key] === 'string';
  const missing = HUB_ACCESS_KEYS.filter(key => !isThere(key)).map(key =>
    problem(
      'access-key-missing',
      about,
      `has no key ${key}, so a policy refuses everything that it checks`,
      `add ${key} as deploy/base/admission/access.yaml has it`,
    ),
  );
  const trust = (
    key: string,
    lines: readonly string[],
    who: string,
    what: string,
  ) =>
    isThere(key) && !lines.includes(who)
      ? [
          problem(
            'access-not-trusted',
            about,
            `${key} does not name ${who}, so it cannot ${what}`,
            `add the line ${who} to ${key}`,
          ),
        ]
      : [];
  return result(
    ...missing,
    ...(isThere(WRITERS)
      ? writerFindings(about, requesterOf(names.writer).user, access)
      : []),
    ...trust(
      'distributors',
      access.distributors,
      requesterOf(names.operator).user,
      'create a copy from the hub',
    ),
    ...trust(
      'protected-namespaces',
      access.protectedNamespaces,
      hubNamespace,
      'be protected from copies',
    ),
    ...(await accountFindings(api, access)),
    ...(await argoCdFindings(api, access)),
  );
}
