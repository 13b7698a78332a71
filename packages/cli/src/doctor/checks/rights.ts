import {
  describeRight,
  describeSubject,
  requesterOf,
  Right,
  RightsEntry,
  rightsOfEntry,
} from '../hub/rights';
import { ExpectedRights } from '../hub/expectedRights';
import { accepted, ClusterApi } from '../ClusterApi';
import { CheckResult, DoctorFinding, problem, unknown } from '../finding';
import { inParallel } from '../inParallel';

const AUTHORIZATION = '/apis/authorization.k8s.io/v1';

/**
 * Answers whether an identity has a right; undefined where the requesting
 * identity may not ask that.
 */
type Ask = (right: Right) => Promise<boolean | undefined>;

function attributesOf({ verb, group, resource, namespace, name }: Right) {
  const [plural, subresource] = resource.split('/');
  return { verb, group, resource: plural, subresource, namespace, name };
}

async function review(
  api: ClusterApi,
  kind: 'SubjectAccessReview' | 'SelfSubjectAccessReview',
  spec: object,
): Promise<boolean | undefined> {
  const answer = await api.ask(
    'POST',
    `${AUTHORIZATION}/${kind.toLowerCase()}s`,
    { apiVersion: 'authorization.k8s.io/v1', kind, spec },
  );
  if (answer.status === 403) {
    return undefined;
  }
  return accepted(answer, `ask for rights`).body.status.allowed === true;
}

/**
 * The requesting identity, as the API server knows it; undefined where the
 * server does not report it (before Kubernetes 1.28).
 */
export async function askingUser(api: ClusterApi): Promise<string | undefined> {
  const { status, body } = await api.ask(
    'POST',
    '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
  );
  return status === 201 ? body.status?.userInfo?.username : undefined;
}

/** Rights in words; those of one resource and place together. */
function describeRights(rights: readonly Right[]): string {
  const verbs = new Map<string, string[]>();
  for (const right of rights) {
    const rest = describeRight({ ...right, verb: '' }).trim();
    verbs.set(rest, [...(verbs.get(rest) ?? []), right.verb]);
  }
  return [...verbs]
    .map(([rest, each]) =>
      rest === 'do everything' ? rest : `${each.join(', ')} ${rest}`,
    )
    .join('; ');
}

async function findingsOf(
  expected: ExpectedRights,
  ask: Ask,
  onAsked: () => void,
): Promise<DoctorFinding[] | undefined> {
  const about = `${expected.title} (${describeSubject(expected.subject)})`;
  const having = async (entry: RightsEntry, wanted: boolean) => {
    const rights = rightsOfEntry(entry);
    const answers = await inParallel(rights, async right => {
      const answer = await ask(right);
      onAsked();
      return answer;
    });
    return answers.includes(undefined)
      ? undefined
      : rights.filter((_, index) => answers[index] === wanted);
  };
  const findings: DoctorFinding[] = [];
  for (const entry of expected.needs) {
    const lacking = await having(entry, false);
    if (!lacking) {
      return undefined;
    }
    if (lacking.length > 0) {
      findings.push(
        problem(
          'right-missing',
          about,
          `cannot ${describeRights(lacking)}; ${entry.why}`,
          'apply its role in deploy/ again: kubectl apply --server-side -k deploy/overlays/hub',
        ),
      );
    }
  }
  for (const entry of expected.mustNot) {
    const excess = await having(entry, true);
    if (!excess) {
      return undefined;
    }
    if (excess.length === 0) {
      continue;
    }
    findings.push(
      problem(
        'right-excess',
        about,
        `can ${describeRights(excess)}; ${entry.why}`,
        `find its binding and remove it: kubectl get clusterrolebindings,rolebindings -A -o wide | grep ${expected.subject.name}`,
      ),
    );
    // An identity that may do everything has all other rights too.
    if (entry.resources.includes('*')) {
      break;
    }
  }
  return findings;
}

/**
 * Asks the API server's own authorizers for the rights of each identity, with
 * SubjectAccessReviews. Where the requesting identity may not create those, it
 * asks only for its own rights, with SelfSubjectAccessReviews, which every
 * identity may create.
 */
export async function checkRights(
  api: ClusterApi,
  identities: readonly ExpectedRights[],
  user: string | undefined,
  progress: (text: string) => void,
): Promise<CheckResult> {
  const total = identities
    .flatMap(({ needs, mustNot }) => [...needs, ...mustNot])
    .flatMap(rightsOfEntry).length;
  let asked = 0;
  const onAsked = () => {
    asked += 1;
    progress(`rights: ${asked} of at most ${total} asked for`);
  };
  const findings: DoctorFinding[] = [];
  for (const expected of identities) {
    const requester = requesterOf(expected.subject);
    const others = await findingsOf(
      expected,
      right =>
        review(api, 'SubjectAccessReview', {
          ...requester,
          resourceAttributes: attributesOf(right),
        }),
      onAsked,
    );
    const own =
      others ??
      (requester.user === user
        ? await findingsOf(
            expected,
            right =>
              review(api, 'SelfSubjectAccessReview', {
                resourceAttributes: attributesOf(right),
              }),
            onAsked,
          )
        : undefined);
    findings.push(
      ...(own ?? [
        unknown(
          `${expected.title} (${describeSubject(expected.subject)})`,
          `${
            user ?? 'you'
          } may not check the rights of others (create subjectaccessreviews.authorization.k8s.io): run the command as an auditor or an administrator`,
        ),
      ]),
    );
  }
  return {
    check: 'rights',
    scope: `${asked} rights of ${identities.length} identities`,
    findings,
  };
}
