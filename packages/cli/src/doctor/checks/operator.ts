import {
  FaultFacts,
  KnownRelease,
  OperatorDeployment,
  readOperatorDeployments,
  RightsSubject,
} from '@central-secrets/manifest-rules';
import { ClusterApi, listAll, Refused } from '../ClusterApi';
import {
  CheckResult,
  DoctorFinding,
  notExamined,
  notice,
  problem,
} from '../finding';
import { readLeastRelease } from '../readLeastRelease';
import { describeRelease, faultFindings } from './operatorFaults';

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

/** The name of an operator whose Deployment is not known. */
const ABOUT = 'External Secrets Operator';

function releaseOf(
  { version }: OperatorDeployment,
  otherwise: KnownRelease | undefined,
): KnownRelease | undefined {
  return version === undefined ? otherwise : { version };
}

function deploymentFindings(
  about: string,
  deployment: OperatorDeployment,
  facts: FaultFacts,
  { otherStores, pushes }: PushUse,
  otherwise: KnownRelease | undefined,
): DoctorFinding[] {
  const { pushFlagsOn, allowsGenericTargets } = deployment;
  const release = releaseOf(deployment, otherwise);
  return [
    ...(release
      ? faultFindings(about, release, {
          ...facts,
          handlesPushes: pushFlagsOn.length > 0,
        })
      : [
          notExamined(
            about,
            'its image does not name its version: name it with --operator-version',
          ),
        ]),
    ...(allowsGenericTargets
      ? [
          problem(
            'generic-targets-allowed',
            about,
            'runs with --unsafe-allow-generic-targets, so a team’s ExternalSecret makes it write objects of any kind with its own rights',
            'remove the flag (Helm: genericTargets.enabled=false)',
          ),
        ]
      : []),
    ...(pushFlagsOn.length > 0 && otherStores === 0 && pushes === 0
      ? [
          notice(
            'push-controllers-on',
            about,
            'runs the controllers for PushSecrets, and nothing here uses them: the only ClusterSecretStores are those of the hub',
            `switch them off: ${pushFlagsOn
              .map(flag => `--${flag}=false`)
              .join(' ')}`,
          ),
        ]
      : []),
  ];
}

/**
 * Examines the operator's Deployments: those in its namespace that run under
 * its account. Where they may not be read, or none exists, its version is what
 * the options say, or what the API shows, and the check needs no more.
 *
 * @param asked - the version that the options name
 */
export async function checkOperator(
  api: ClusterApi,
  operator: RightsSubject,
  facts: FaultFacts,
  use: PushUse,
  asked: string | undefined,
): Promise<CheckResult> {
  const result = (
    scope: string,
    findings: readonly DoctorFinding[],
  ): CheckResult => ({ check: 'operator', scope, findings });
  const otherwise =
    asked === undefined
      ? await readLeastRelease(api)
      : { version: asked.replace(/^v/, '') };
  const withoutDeployment = (scope: string, more: DoctorFinding[] = []) =>
    result(
      otherwise ? `${scope}, version ${describeRelease(otherwise)}` : scope,
      [...more, ...(otherwise ? faultFindings(ABOUT, otherwise, facts) : [])],
    );
  if (operator.kind !== 'ServiceAccount') {
    return withoutDeployment('no service account, so no Deployment');
  }
  const { namespace, name } = operator;
  const where = `Deployments of namespace ${namespace}`;
  try {
    const own = readOperatorDeployments(
      await listAll(api, `/apis/apps/v1/namespaces/${namespace}/deployments`),
      name,
    );
    if (own.length === 0) {
      return withoutDeployment(`no Deployment of ${namespace}/${name}`);
    }
    const releases = new Set(
      own.flatMap(deployment => {
        const release = releaseOf(deployment, otherwise);
        return release ? [describeRelease(release)] : [];
      }),
    );
    return result(
      [
        `${own.length} Deployment${own.length === 1 ? '' : 's'}`,
        ...(releases.size > 0 ? [`version ${[...releases].join(', ')}`] : []),
      ].join(', '),
      own.flatMap(deployment =>
        deploymentFindings(
          `Deployment ${namespace}/${deployment.name}`,
          deployment,
          facts,
          use,
          otherwise,
        ),
      ),
    );
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    return withoutDeployment(where, [notExamined(where, error.message)]);
  }
}
