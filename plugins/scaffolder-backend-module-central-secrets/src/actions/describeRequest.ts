import { RequestResponse } from '@central-secrets/backstage-plugin-central-secrets-common';

function reviewLines({ requires }: RequestResponse['plan']): string[] {
  if (!requires?.review) {
    return [];
  }
  const { reviewers } = requires;
  return [
    `Changes only by a reviewed pull request${
      reviewers.length > 0 ? `, by ${reviewers.join(', ')}` : ''
    }`,
  ];
}

/**
 * The changes that a request made, or would make, in lines for the task's log.
 */
export function describeRequest(
  distribution: string,
  { plan, requestId, pullRequestUrl }: RequestResponse,
  dryRun: boolean,
): string[] {
  const changes = [
    ...Object.entries(plan.add).map(([key, value]) => `+${key}=${value}`),
    ...plan.remove.map(key => `-${key}`),
  ];
  const done = pullRequestUrl === null ? 'changed' : 'proposed to change';
  const verb = dryRun ? 'would change' : done;
  const where = `namespace ${plan.namespace} of cluster ${plan.cluster}`;
  const change =
    changes.length === 0
      ? `${where} already is as asked for, no label changes`
      : `${verb} the labels of ${where}: ${changes.join(' ')}`;
  return [
    `${distribution}: ${change}${
      requestId === null ? '' : ` (request ${requestId})`
    }`,
    ...plan.arrives.map(
      ({ secret, type, keys }) =>
        `Arrives: Secret ${secret} (${type})${
          keys ? ` with ${keys.join(', ')}` : ''
        }`,
    ),
    ...plan.leaves.map(({ secret }) => `Leaves: Secret ${secret}`),
    ...reviewLines(plan),
    ...(pullRequestUrl === null
      ? []
      : [`To be merged first: ${pullRequestUrl}`]),
  ];
}
