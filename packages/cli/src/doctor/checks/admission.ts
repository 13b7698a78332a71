import { ACCESS_CONFIG_MAP } from './access';
import { ClusterApi } from '../ClusterApi';
import { CheckResult, DoctorFinding, problem, unknown } from '../finding';

const GROUP = '/apis/admissionregistration.k8s.io/v1';
const APPLY =
  'put them back: kubectl apply --server-side -k deploy/base/admission';

/** The policies of `deploy/base/admission`; their bindings bear the same names. */
const POLICIES = [
  'central-secrets-request-labels',
  'central-secrets-protected-namespaces',
  'central-secrets-hub-store',
];

function weakPolicy(spec: any): string | undefined {
  if (spec?.failurePolicy !== 'Fail') {
    return 'lets everything pass when it cannot be evaluated: failurePolicy has to be Fail';
  }
  if (!spec.validations?.length) return 'has no validation';
  return undefined;
}

function weakBinding(
  spec: any,
  policy: string,
  hubNamespace: string,
): string | undefined {
  if (spec?.policyName !== policy) return `binds ${spec?.policyName}`;
  if (!spec.validationActions?.includes('Deny')) {
    return 'only warns or records: validationActions has to hold Deny';
  }
  const { name, namespace, parameterNotFoundAction } = spec.paramRef ?? {};
  if (name !== ACCESS_CONFIG_MAP || namespace !== hubNamespace) {
    return `reads whom it trusts from ${namespace}/${name}, and not from ${hubNamespace}/${ACCESS_CONFIG_MAP}`;
  }
  if (parameterNotFoundAction !== 'Deny') {
    return 'lets everything pass when nobody is named: parameterNotFoundAction has to be Deny';
  }
  if (spec.matchResources) {
    return 'holds for a part of the cluster only: take away matchResources';
  }
  return undefined;
}

/** Whether the policies of deploy/ are there, bound, and refuse in earnest. */
export async function checkAdmission(
  api: ClusterApi,
  hubNamespace: string,
): Promise<CheckResult> {
  const look = async (
    resource: string,
    kind: string,
    name: string,
    weakness: (spec: any) => string | undefined,
  ): Promise<DoctorFinding[]> => {
    const about = `${kind} ${name}`;
    const { status, body } = await api.ask(
      'GET',
      `${GROUP}/${resource}/${name}`,
    );
    if (status === 404) {
      return [
        problem(
          'policy-missing',
          about,
          body?.reason === 'NotFound'
            ? 'is not there'
            : 'is not there: this needs Kubernetes 1.30 or newer',
          APPLY,
        ),
      ];
    }
    if (status !== 200) return [unknown(about, `may not be read (${status})`)];
    const weak = weakness(body.spec);
    return weak ? [problem('policy-weak', about, weak, APPLY)] : [];
  };
  const findings = await Promise.all(
    POLICIES.flatMap(name => [
      look(
        'validatingadmissionpolicies',
        'ValidatingAdmissionPolicy',
        name,
        weakPolicy,
      ),
      look(
        'validatingadmissionpolicybindings',
        'ValidatingAdmissionPolicyBinding',
        name,
        spec => weakBinding(spec, name, hubNamespace),
      ),
    ]),
  );
  return {
    check: 'admission',
    scope: `${POLICIES.length} policies and their bindings`,
    findings: findings.flat(),
  };
}
