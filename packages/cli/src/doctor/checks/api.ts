import { ClusterApi } from '../ClusterApi';
import { CheckResult, DoctorFinding, problem, unknown } from '../finding';

const GROUP = 'external-secrets.io';
const VERSION = 'v1';
const RESOURCES = [
  'clusterexternalsecrets',
  'clustersecretstores',
  'externalsecrets',
  'secretstores',
];
const INSTALL =
  'install External Secrets Operator 0.17 or newer, with its resource definitions';

/**
 * Whether the operator's kinds are served, in the version that the manifests
 * and checks use.
 */
export async function checkApi(api: ClusterApi): Promise<CheckResult> {
  const result = (findings: DoctorFinding[]): CheckResult => ({
    check: 'api',
    scope: `${GROUP}/${VERSION}`,
    findings,
  });
  const group = await api.ask('GET', `/apis/${GROUP}`);
  if (group.status === 404) {
    return result([
      problem('api-missing', GROUP, 'this API is not served', INSTALL),
    ]);
  }
  if (group.status !== 200) {
    return result([
      unknown(GROUP, `the API server answered ${group.status} to GET /apis`),
    ]);
  }
  const served: string[] = (group.body.versions ?? []).map(
    (each: { version: string }) => each.version,
  );
  if (!served.includes(VERSION)) {
    return result([
      problem(
        'api-version-not-served',
        GROUP,
        `only ${served.join(', ')} is served, and not ${VERSION}`,
        INSTALL,
      ),
    ]);
  }
  const { body } = await api.ask('GET', `/apis/${GROUP}/${VERSION}`);
  const known = new Set(
    (body.resources ?? []).map((each: { name: string }) => each.name),
  );
  return result(
    RESOURCES.filter(resource => !known.has(resource)).map(resource =>
      problem(
        'kind-not-served',
        `${resource}.${GROUP}`,
        `${GROUP}/${VERSION} is served without this kind`,
        INSTALL,
      ),
    ),
  );
}
