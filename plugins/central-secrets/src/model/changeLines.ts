import type { Plan } from '@central-secrets/backstage-plugin-central-secrets-common';

/** A change of labels line by line: `+ secrets/gh-oauth: "true"`, `- secrets/gh-oauth`. */
export function changeLines(plan: Pick<Plan, 'add' | 'remove'>): string[] {
  return [
    ...Object.entries(plan.add).map(
      ([label, value]) => `+ ${label}: ${JSON.stringify(value)}`,
    ),
    ...plan.remove.map(label => `- ${label}`),
  ];
}
