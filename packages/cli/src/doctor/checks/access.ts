import {
  HubNames,
  requesterOf,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterApi } from '../ClusterApi';
import { CheckResult, DoctorFinding, problem, unknown } from '../finding';

export const ACCESS_CONFIG_MAP = 'central-secrets-access';

const KEYS = [
  'request-label-prefix',
  'request-label-users',
  'request-label-groups',
  'protected-namespaces',
  'hub-stores',
  'distributors',
  'hub-owner-groups',
];

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
}

/** Whether the policies' parameters are there, and trust those who need it. */
export async function checkAccess(
  api: ClusterApi,
  names: HubNames,
): Promise<CheckResult> {
  const { hubNamespace } = names;
  const about = `ConfigMap ${hubNamespace}/${ACCESS_CONFIG_MAP}`;
  const result = (...findings: DoctorFinding[]): CheckResult => ({
    check: 'access',
    scope: about,
    findings,
  });
  const { status, body } = await api.ask(
    'GET',
    `/api/v1/namespaces/${hubNamespace}/configmaps/${ACCESS_CONFIG_MAP}`,
  );
  if (status === 404) {
    return result(
      problem(
        'access-missing',
        about,
        'is not there, so the policies refuse every write of a namespace, an ExternalSecret and a ClusterExternalSecret',
        'put it back: kubectl apply --server-side -k deploy/base/admission',
      ),
    );
  }
  if (status !== 200) {
    return result(unknown(about, `may not be read (${status})`));
  }
  const data: Record<string, string> = body.data ?? {};
  const missing = KEYS.filter(key => typeof data[key] !== 'string').map(key =>
    problem(
      'access-key-missing',
      about,
      `has no key ${key}, so a policy refuses everything that it watches`,
      `add ${key}, one name per line`,
    ),
  );
  const trust = (key: string, who: string, what: string) =>
    key in data && !linesOf(data[key]).includes(who)
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
    ...trust(
      'request-label-users',
      requesterOf(names.writer).user,
      'set a request label',
    ),
    ...trust(
      'distributors',
      requesterOf(names.operator).user,
      'make a copy from the hub',
    ),
    ...trust('protected-namespaces', hubNamespace, 'be kept from copies'),
  );
}
