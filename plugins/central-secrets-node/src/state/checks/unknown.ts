import { Remedy } from '../delivery';
import { findOwningDistribution } from '../ownership';
import { ObservedKind } from '@central-secrets/backstage-plugin-central-secrets-common';
import { DeliveryContext } from '../context';
import { observationFact } from '../evidence';
import { Check } from '../finding';
import { KindProblem, kindProblem } from '../observations';

/** The kinds without which nothing can be said. */
function neededKinds({ input, child }: DeliveryContext): ObservedKind[] {
  const comesFromDistribution =
    input.distribution ||
    (child && findOwningDistribution(child) !== undefined);
  return [
    'namespaces',
    'externalsecrets',
    ...(comesFromDistribution ? (['clusterexternalsecrets'] as const) : []),
  ];
}

/**
 * Stores and events only add to the known facts, so the state does not need
 * them. It still waits for the first look at them: otherwise the answer would
 * change a moment later, and a store that denies would not be counted.
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
    // A problem that a person has to fix comes before one that may clear
    // automatically.
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
