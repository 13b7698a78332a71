import { HUB_ACCESS_CONFIG_MAP } from '@central-secrets/manifest-rules';
import { ClusterApi } from '../ClusterApi';
import { CheckResult, DoctorFinding, problem, unknown } from '../finding';
import { inParallel } from '../inParallel';
import { narrowed } from '../policies/narrowed';
import { PolicyDigest, policyDigest } from '../policies/policyDigest';
import { SHIPPED_POLICIES } from '../policies/shippedPolicies';

const GROUP = '/apis/admissionregistration.k8s.io/v1';
const APPLY =
  'restore them: kubectl apply --server-side -k deploy/base/admission';

/**
 * A flaw of an object: how much it weakens the refusals, and the message about
 * it.
 */
interface Flaw {
  readonly code: 'policy-weak' | 'policy-differs';
  readonly message: string;
}

function weak(message: string | undefined): Flaw | undefined {
  return message === undefined ? undefined : { code: 'policy-weak', message };
}

function weakness(spec: any, shipped: PolicyDigest): string | undefined {
  if (spec?.failurePolicy !== 'Fail') {
    return 'lets everything pass when it cannot be evaluated: failurePolicy has to be Fail';
  }
  if (!spec.validations?.length) {
    return 'has no validation';
  }
  return narrowed(spec, shipped);
}

function flawOfPolicy(spec: any, shipped: PolicyDigest): Flaw | undefined {
  const found = weak(weakness(spec, shipped));
  if (found || policyDigest(spec).hash === shipped.hash) {
    return found;
  }
  return {
    code: 'policy-differs',
    message:
      'differs from the policy of this version: it is older, or was changed',
  };
}

function weakBinding(
  spec: any,
  policy: string,
  hubNamespace: string,
): string | undefined {
  if (spec?.policyName !== policy) {
    return `binds ${spec?.policyName}`;
  }
  if (!spec.validationActions?.includes('Deny')) {
    return 'only warns or records: validationActions has to hold Deny';
  }
  const { name, namespace, parameterNotFoundAction } = spec.paramRef ?? {};
  if (name !== HUB_ACCESS_CONFIG_MAP || namespace !== hubNamespace) {
    return `reads the trusted identities from ${namespace}/${name}, and not from ${hubNamespace}/${HUB_ACCESS_CONFIG_MAP}`;
  }
  if (parameterNotFoundAction !== 'Deny') {
    return 'lets everything pass without its parameters: parameterNotFoundAction has to be Deny';
  }
  if (spec.matchResources) {
    return 'holds for a part of the cluster only: remove matchResources';
  }
  return undefined;
}

/** Whether the policies of deploy/ exist, are bound, and really refuse. */
export async function checkAdmission(
  api: ClusterApi,
  hubNamespace: string,
): Promise<CheckResult> {
  const look = async (
    resource: string,
    kind: string,
    name: string,
    flawOf: (spec: any) => Flaw | undefined,
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
            ? 'does not exist'
            : 'does not exist: this needs Kubernetes 1.30 or newer',
          APPLY,
        ),
      ];
    }
    if (status !== 200) {
      return [unknown(about, `may not be read (${status})`)];
    }
    const flaw = flawOf(body.spec);
    return flaw ? [problem(flaw.code, about, flaw.message, APPLY)] : [];
  };
  const findings = await inParallel(
    [...SHIPPED_POLICIES],
    async ([name, shipped]) => [
      ...(await look(
        'validatingadmissionpolicies',
        'ValidatingAdmissionPolicy',
        name,
        spec => flawOfPolicy(spec, shipped),
      )),
      ...(await look(
        'validatingadmissionpolicybindings',
        'ValidatingAdmissionPolicyBinding',
        name,
        spec => weak(weakBinding(spec, name, hubNamespace)),
      )),
    ],
  );
  return {
    check: 'admission',
    scope: `${SHIPPED_POLICIES.size} policies and their bindings`,
    findings: findings.flat(),
  };
}
