import { escapeControls } from '@central-secrets/backstage-plugin-central-secrets-common';
import { readAsUser } from './asUser';
import { AssistantOptions } from './AssistantOptions';
import { DATA_NOTE, linesOf } from './texts';

/** How many distributions an answer has. */
const LISTED = 50;

/** Registers the action that finds what an entity could request. */
export function registerFindAvailable(options: AssistantOptions): void {
  options.actionsRegistry.register({
    name: 'find-available-secrets',
    title: 'Find secrets that an entity could request',
    description: `Finds central secrets that the namespaces of an entity do not have, and says of each whether the user may request it, and why not. ${DATA_NOTE}`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The entity, such as component:default/backstage'),
          search: z
            .string()
            .max(100)
            .optional()
            .describe(
              'Only those with this text in their name, their description or the name of their Secret',
            ),
        }),
      output: z =>
        z.object({
          available: z.array(
            z.object({
              cluster: z.string(),
              namespace: z.string(),
              distribution: z.string(),
              secret: z.string(),
              requestable: z.boolean(),
              needsReview: z.boolean(),
              needsReason: z.boolean(),
              dataFromCluster: z.object({
                description: z.string().nullable(),
                whyNot: z.array(z.string()),
              }),
            }),
          ),
          total: z.number(),
        }),
    },
    async action({ input, credentials }) {
      const { entityRef, search } = input;
      const call = {
        eventId: 'assistant-find-available-secrets',
        entityRef,
        credentials,
      };
      const output = await readAsUser(options, call, async (entity, rights) => {
        const { available, total } = await options.deliveryService.availableOf(
          entity,
          rights,
          { search, limit: LISTED },
        );
        return {
          total,
          available: available.map(each => ({
            cluster: each.cluster,
            namespace: each.namespace,
            distribution: each.distribution,
            secret: each.secret.name,
            requestable: each.requestable,
            needsReview: each.plan?.requires?.review ?? false,
            needsReason: each.plan?.requires?.reason ?? false,
            dataFromCluster: {
              description:
                each.description === null
                  ? null
                  : escapeControls(each.description),
              whyNot: linesOf(each.reason ? [each.reason] : []),
            },
          })),
        };
      });
      return { output };
    },
  });
}
