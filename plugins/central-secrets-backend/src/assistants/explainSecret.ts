import { NotFoundError } from '@backstage/errors';
import { quote } from '../echo';
import { readAsUser } from './asUser';
import { AssistantOptions } from './AssistantOptions';
import { DATA_NOTE, linesOf, textsOf } from './texts';

/** Registers the action that explains one delivery of an entity. */
export function registerExplainSecret(options: AssistantOptions): void {
  options.actionsRegistry.register({
    name: 'explain-secret',
    title: 'Explain why a secret has arrived or not',
    description: `Explains one delivery of list-secrets: the cause and whether it is proven, what else it could be and who can check that, what resolves it and who can do it, with the evidence. No answer has a value of a Secret. ${DATA_NOTE}`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The entity, such as component:default/backstage'),
          id: z.string().describe('The id of a delivery, from list-secrets'),
        }),
      output: z =>
        z.object({
          id: z.string(),
          state: z.string(),
          cause: z.string().nullable(),
          certainty: z
            .string()
            .nullable()
            .describe('proven, or how sure the cause is; null: no cause'),
          since: z.string().nullable().describe('ISO 8601'),
          lastSynced: z.string().nullable().describe('ISO 8601'),
          whoCanAct: z.string().describe('developer, platform or nobody'),
          candidates: z
            .array(
              z.object({
                cause: z.string(),
                whoCanCheck: z.string(),
                dataFromCluster: z.object({
                  check: z.string(),
                  command: z.string().nullable(),
                }),
              }),
            )
            .describe('What else it could be, the likeliest first'),
          dataFromCluster: z.object({
            description: z.string().nullable(),
            summary: z.string(),
            remedy: z.string(),
            command: z
              .string()
              .nullable()
              .describe('For the one who can act, to be looked at before'),
            evidence: z.array(z.string()),
            warnings: z.array(z.string()),
          }),
        }),
    },
    async action({ input, credentials }) {
      const { id } = input;
      const call = {
        eventId: 'assistant-explain-secret',
        entityRef: input.entityRef,
        credentials,
      };
      const output = await readAsUser(options, call, async (entity, rights) => {
        const { deliveries } = await options.deliveryService.deliveriesOf(
          entity,
          rights,
          { available: 'counted' },
        );
        const delivery = deliveries.find(each => each.id === id);
        if (!delivery) {
          throw new NotFoundError(
            `id: the entity has no delivery ${quote(
              id,
            )}; list-secrets has their ids`,
          );
        }
        return {
          id,
          state: delivery.state,
          cause: delivery.cause,
          certainty: delivery.certainty,
          since: delivery.since,
          lastSynced: delivery.lastSynced,
          whoCanAct: delivery.remedy.by,
          candidates: delivery.candidates.map(
            ({ cause, check, by, command }) => ({
              cause,
              whoCanCheck: by,
              dataFromCluster: { check: linesOf([check])[0], command },
            }),
          ),
          dataFromCluster: textsOf(delivery),
        };
      });
      return { output };
    },
  });
}
