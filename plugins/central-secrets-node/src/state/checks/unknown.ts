import { Remedy } from '../delivery';
import { findOwningDistribution } from '../ownership';
import {
  message,
  ObservedKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { DeliveryContext } from '../context';
import { observationFact } from '../evidence';
import { Check } from '../finding';
import { problemsOf } from '../namedStores';
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
  stores,
  failure,
  eventsProblem,
}: DeliveryContext): KindProblem[] {
  return [...problemsOf(stores), failure ? eventsProblem : undefined].filter(
    (problem): problem is KindProblem =>
      problem?.why === 'unobserved' && problem.observedAt === undefined,
  );
}

/** How a kind becomes known again. */
export function remedyFor(
  cluster: string,
  { kind, why, code }: KindProblem,
): Remedy {
  if (why === 'unobserved') {
    return { by: 'platform', ...message('connect-cluster', { cluster }) };
  }
  switch (code) {
    case 'not-installed':
      return {
        by: 'platform',
        ...message('install-operator', { cluster, kind }),
      };
    case 'unauthorized':
      return { by: 'platform', ...message('renew-credential', { cluster }) };
    default:
      return { by: 'platform', ...message('allow-reader', { cluster, kind }) };
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
    if (!problem) {
      return undefined;
    }
    return {
      cause:
        problem.why === 'unreadable' ? 'kind-unreadable' : 'cluster-unobserved',
      since: problem.observedAt,
      summary:
        problem.why === 'unreadable'
          ? message('kind-unreadable', {
              kind: problem.kind,
              cluster: input.cluster,
            })
          : message('cluster-unobserved', { cluster: input.cluster }),
      evidence: problems.map(entry => observationFact(input.cluster, entry)),
      remedy: remedyFor(input.cluster, problem),
    };
  },
};
