import { RequestBody } from '@central-secrets/backstage-plugin-central-secrets-common';
import { printable } from '../echo';
import { planIdOf } from '../requests';
import { asUser } from './asUser';
import { AssistantOptions } from './AssistantOptions';
import { DATA_NOTE, linesOf } from './texts';

/** Registers the two actions that belong together: a plan, and the request that confirms it. */
export function registerRequestSecret(options: AssistantOptions): void {
  registerPlan(options);
  registerRequest(options);
}

function registerPlan(options: AssistantOptions): void {
  options.actionsRegistry.register({
    name: 'plan-secret-request',
    title: 'Plan a request for a secret',
    description: `Says exactly what a request for a central secret, or its removal, would change: the labels of the namespace, and every Secret that arrives or leaves. Changes nothing. Show the plan to the user; its id confirms it in request-secret. ${DATA_NOTE}`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The entity, such as component:default/backstage'),
          distribution: z
            .string()
            .describe('From find-available-secrets or list-secrets'),
          action: z
            .enum(['add', 'remove'])
            .describe('add requests it, remove gives it back'),
          cluster: z
            .string()
            .optional()
            .describe('Where the entity has namespaces in several'),
          namespace: z
            .string()
            .optional()
            .describe('Where the entity has several'),
        }),
      output: z =>
        z.object({
          planId: z.string(),
          cluster: z.string(),
          namespace: z.string(),
          addsLabels: z.record(z.string(), z.string()),
          removesLabels: z.array(z.string()),
          arrives: z.array(
            z.object({ distribution: z.string(), secret: z.string() }),
          ),
          leaves: z.array(
            z.object({ distribution: z.string(), secret: z.string() }),
          ),
          byPullRequest: z
            .boolean()
            .describe(
              'Whether the request opens a pull request, instead of changing the cluster',
            ),
          needsReason: z.boolean(),
          reviewers: z.array(z.string()),
          openPullRequestUrl: z.string().nullable(),
          dataFromCluster: z.object({ warnings: z.array(z.string()) }),
        }),
    },
    async action({ input, credentials }) {
      const { entityRef, ...asks } = input;
      const call = {
        // It may ask the cluster, or the host of a repository.
        kind: 'request',
        eventId: 'assistant-plan-secret-request',
        entityRef,
        credentials,
      } as const;
      const output = await asUser(options, call, async asked => {
        const body: RequestBody = { ...asks, dryRun: true };
        const answer = await options.requestService.create(
          asked.entity,
          body,
          asked.credentials,
        );
        const { plan, mode, pullRequestUrl } = answer;
        const told = (each: { distribution: string; secret: string }) => ({
          distribution: each.distribution,
          secret: each.secret,
        });
        return {
          planId: planIdOf(asks.distribution, asks.action, plan),
          cluster: plan.cluster,
          namespace: plan.namespace,
          addsLabels: plan.add,
          removesLabels: plan.remove,
          arrives: plan.arrives.map(told),
          leaves: plan.leaves.map(told),
          byPullRequest: mode === 'gitops',
          needsReason: plan.requires?.reason ?? false,
          reviewers: plan.requires?.reviewers ?? [],
          openPullRequestUrl: pullRequestUrl,
          dataFromCluster: { warnings: linesOf(plan.warnings) },
        };
      });
      return { output };
    },
  });
}

function registerRequest(options: AssistantOptions): void {
  options.actionsRegistry.register({
    name: 'request-secret',
    title: 'Request a secret, or give it back',
    description:
      'Carries out a plan of plan-secret-request that the user has confirmed: changes the labels of the namespace, or opens the pull request that does. Refuses where the effect is no longer that of the plan. Recorded as made by an assistant for the user.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The entity, such as component:default/backstage'),
          distribution: z.string(),
          action: z.enum(['add', 'remove']),
          cluster: z.string().optional(),
          namespace: z.string().optional(),
          planId: z
            .string()
            .describe('The id of the plan that the user has confirmed'),
          reason: z
            .string()
            .max(500)
            .optional()
            .describe("Why, in the user's words"),
        }),
      output: z =>
        z.object({
          applied: z
            .boolean()
            .describe('Whether the labels are on the namespace now'),
          requestId: z.string().nullable(),
          pullRequestUrl: z
            .string()
            .nullable()
            .describe('The pull request that has to be merged first'),
        }),
    },
    async action({ input, credentials }) {
      const { entityRef, planId, ...asks } = input;
      const call = {
        kind: 'request',
        eventId: 'assistant-request-secret',
        entityRef,
        meta: {
          distribution: printable(asks.distribution),
          planId: printable(planId),
        },
        credentials,
      } as const;
      const output = await asUser(options, call, async asked => {
        const answer = await options.requestService.create(
          asked.entity,
          { ...asks, dryRun: false },
          asked.credentials,
          { via: 'assistant', planId },
        );
        const { applied, requestId, pullRequestUrl } = answer;
        return { applied, requestId, pullRequestUrl };
      });
      return { output };
    },
  });
}
