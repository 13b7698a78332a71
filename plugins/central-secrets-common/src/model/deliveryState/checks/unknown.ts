import { Remedy } from '../../delivery';
import { ObservedKind } from '../../records';
import { DeliveryContext } from '../context';
import { observationFact } from '../evidence';
import { Check } from '../finding';
import { KindProblem, kindProblem } from '../observations';

/** The kinds without which nothing can be said. */
function neededKinds({ input, child }: DeliveryContext): ObservedKind[] {
  const comesFromDistribution =
    input.distribution || child?.owner?.kind === 'ClusterExternalSecret';
  return [
    'namespaces',
    'externalsecrets',
    ...(comesFromDistribution ? (['clusterexternalsecrets'] as const) : []),
  ];
}

/**
 * Stores and events only add to what is known, so it may be said without them.
 * But not before they were looked for: what is said would be another thing a
 * moment later, and a store that denies would not be counted.
 */
function notYetSeen({
  spec,
  failure,
  storeProblem,
  eventsProblem,
}: DeliveryContext): KindProblem[] {
  return [
    spec.store.name ? storeProblem : undefined,
    failure ? eventsProblem : undefined,
  ].filter(
    (problem): problem is KindProblem =>
      problem?.why === 'unobserved' && problem.observedAt === undefined,
  );
}

function remedyFor(cluster: string, { kind, why, code }: KindProblem): Remedy {
  if (why === 'unobserved') {
    return {
      by: 'platform',
      text: `See why cluster ${cluster} cannot be watched. Knowledge returns by itself when it can`,
    };
  }
  switch (code) {
    case 'not-installed':
      return {
        by: 'platform',
        text: `Install External Secrets Operator with its CRDs on cluster ${cluster}: it has no ${kind}`,
      };
    case 'unauthorized':
      return {
        by: 'platform',
        text: `Renew the reader's credential for cluster ${cluster}`,
      };
    default:
      return {
        by: 'platform',
        text: `Let the reader of cluster ${cluster} list and watch ${kind}`,
      };
  }
}

export const unknown: Check = {
  state: 'unknown',
  find: context => {
    const { input } = context;
    const problems = [
      ...neededKinds(context).flatMap(kind => kindProblem(input, kind) ?? []),
      ...notYetSeen(context),
    ];
    // What somebody has to mend goes before what may mend itself.
    const problem =
      problems.find(({ why }) => why === 'unreadable') ?? problems[0];
    if (!problem) return undefined;
    return {
      cause:
        problem.why === 'unreadable' ? 'kind-unreadable' : 'cluster-unobserved',
      ...(problem.observedAt === undefined
        ? {}
        : { since: problem.observedAt }),
      summary:
        problem.why === 'unreadable'
          ? `Nobody knows: ${problem.kind} of cluster ${input.cluster} cannot be read`
          : `Nobody knows: cluster ${input.cluster} is not being observed`,
      evidence: problems.map(entry => observationFact(input.cluster, entry)),
      remedy: remedyFor(input.cluster, problem),
    };
  },
};
