import {
  planInternalDistribution,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';

type Answer = ReturnType<typeof planInternalDistribution>;

/**
 * Plans an internal distribution.
 *
 * @throws Error with the first mistake
 */
export function planOf(
  request: Parameters<typeof planInternalDistribution>[0],
): Exclude<Answer, { readonly mistakes: unknown }> {
  const plan = planInternalDistribution(request);
  if ('mistakes' in plan) {
    throw new Error(renderMessage(plan.mistakes[0].problem));
  }
  return plan;
}
