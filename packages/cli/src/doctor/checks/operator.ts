import { HubAccess, RightsSubject } from '@central-secrets/manifest-rules';
import { ClusterApi, listAll, Refused } from '../ClusterApi';
import {
  CheckResult,
  DoctorFinding,
  notExamined,
  notice,
  problem,
} from '../finding';

/**
 * The facts about the cluster that decide whether the operator needs its push
 * controllers.
 */
export interface PushUse {
  /**
   * ClusterSecretStores that do not read the hub; undefined where they are not
   * known.
   */
  readonly otherStores?: number;
  /** PushSecrets and ClusterPushSecrets; undefined where they are not known. */
  readonly pushes?: number;
}

/** Versions with a template function that reads any Secret: CVE-2026-22822. */
const VULNERABLE_FROM = [0, 20, 2];
const VULNERABLE_TO = [1, 2, 0];
const READING_FUNCTION = 'getSecretKey';

const PUSH_FLAGS = [
  'enable-push-secret-reconciler',
  'enable-cluster-push-secret-reconciler',
];

type Version = readonly number[];

function compare(one: Version, other: Version): number {
  const index = one.findIndex((part, place) => part !== other[place]);
  return index < 0 ? 0 : one[index] - other[index];
}

/** The version in an image's tag; undefined where it has none. */
export function versionOf(image: unknown): Version | undefined {
  const [, tag] =
    /^[^@]*:v?(\d+\.\d+\.\d+)(?:[-+@]|$)/.exec(String(image)) ?? [];
  return tag?.split('.').map(Number);
}

/**
 * Returns the value of a flag of a Go program; the last one counts, and a flag
 * without a value is true.
 */
export function flagOf(
  args: readonly unknown[],
  name: string,
  otherwise: boolean,
): boolean {
  const flag = new RegExp(`^--?${name}(?:=(.*))?$`);
  const values = args.flatMap(arg => {
    const match = flag.exec(String(arg));
    if (!match) {
      return [];
    }
    return [match[1] === undefined || /^(?:1|t|true)$/i.test(match[1])];
  });
  return values.at(-1) ?? otherwise;
}

function vulnerability(
  about: string,
  version: Version,
  access: HubAccess,
): DoctorFinding[] {
  const isVulnerable =
    compare(version, VULNERABLE_FROM) >= 0 &&
    compare(version, VULNERABLE_TO) <= 0;
  if (!isVulnerable) {
    return [];
  }
  const gaps = [
    ...(access.refusedTemplateFunctions.includes(READING_FUNCTION)
      ? []
      : [`refused-template-functions does not name ${READING_FUNCTION}`]),
    ...(access.templatesFromObjectsAllowed
      ? ['templates-from-objects is allowed']
      : []),
  ];
  return [
    problem(
      'operator-vulnerable',
      about,
      `version ${version.join(
        '.',
      )} has a template function that returns any Secret of any namespace (CVE-2026-22822); ${
        gaps.length > 0
          ? `no policy keeps teams from it: ${gaps.join(', ')}`
          : 'only the policy central-secrets-team-templates keeps teams from it'
      }`,
      'upgrade External Secrets Operator to 1.2.1 or newer',
    ),
  ];
}

/** The operator's container: a service mesh adds others. */
function ownContainer(containers: readonly any[] = []): any[] {
  const own = containers.find(({ image }) =>
    String(image).includes('external-secrets'),
  );
  return own ? [own] : containers.slice(0, 1);
}

function containerFindings(
  about: string,
  container: any,
  access: HubAccess,
  { otherStores, pushes }: PushUse,
): DoctorFinding[] {
  const args = [...(container.command ?? []), ...(container.args ?? [])];
  const version = versionOf(container.image);
  const pushesOn = PUSH_FLAGS.filter(flag => flagOf(args, flag, true));
  return [
    ...(version
      ? vulnerability(about, version, access)
      : [notExamined(about, 'its image does not name its version')]),
    ...(flagOf(args, 'unsafe-allow-generic-targets', false)
      ? [
          problem(
            'generic-targets-allowed',
            about,
            'runs with --unsafe-allow-generic-targets, so a team’s ExternalSecret makes it write objects of any kind with its own rights',
            'remove the flag (Helm: genericTargets.enabled=false)',
          ),
        ]
      : []),
    ...(pushesOn.length > 0 && otherStores === 0 && pushes === 0
      ? [
          notice(
            'push-controllers-on',
            about,
            'runs the controllers for PushSecrets, and nothing here uses them: the only ClusterSecretStores are those of the hub',
            `switch them off: ${pushesOn
              .map(flag => `--${flag}=false`)
              .join(' ')}`,
          ),
        ]
      : []),
  ];
}

/**
 * Examines the operator's Deployments: those in its namespace that run under
 * its account. Where they may not be read, or none exists, the check reports no
 * problem.
 */
export async function checkOperator(
  api: ClusterApi,
  operator: RightsSubject,
  access: HubAccess,
  use: PushUse,
): Promise<CheckResult> {
  const result = (
    scope: string,
    findings: readonly DoctorFinding[],
  ): CheckResult => ({ check: 'operator', scope, findings });
  if (operator.kind !== 'ServiceAccount') {
    return result('no service account, so no Deployment', []);
  }
  const { namespace, name } = operator;
  const where = `Deployments of namespace ${namespace}`;
  try {
    const deployments = await listAll(
      api,
      `/apis/apps/v1/namespaces/${namespace}/deployments`,
    );
    const own = deployments.filter(
      ({ spec }) => spec?.template?.spec?.serviceAccountName === name,
    );
    const findings = own.flatMap(({ metadata, spec }) =>
      ownContainer(spec.template.spec.containers).flatMap(container =>
        containerFindings(
          `Deployment ${namespace}/${metadata.name}`,
          container,
          access,
          use,
        ),
      ),
    );
    return result(
      own.length === 0
        ? `no Deployment of ${namespace}/${name}`
        : `${own.length} Deployment${own.length === 1 ? '' : 's'}`,
      findings,
    );
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    return result(where, [notExamined(where, error.message)]);
  }
}
