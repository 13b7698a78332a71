import { readAsUser } from './asUser';
import { AssistantOptions } from './AssistantOptions';
import { DATA_NOTE, linesOf, textsOf } from './texts';

/** How many deliveries an answer has; an assistant reads all of it. */
const LISTED = 100;

/** Registers the action that lists the secrets of an entity. */
export function registerListSecrets(options: AssistantOptions): void {
  options.actionsRegistry.register({
    name: 'list-secrets',
    title: 'List the secrets of an entity',
    description: `Lists which central secrets the namespaces of a catalog entity get, and whether each has arrived: its state, the cause where it has not, and who can act. No answer has a value of a Secret. ${DATA_NOTE}`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The entity, such as component:default/backstage'),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          answeredAt: z.string().describe('ISO 8601'),
          secrets: z.array(
            z.object({
              id: z.string().describe('Names the delivery for explain-secret'),
              cluster: z.string(),
              namespace: z.string(),
              distribution: z
                .string()
                .nullable()
                .describe('null: declared in the namespace itself'),
              secret: z.string(),
              state: z.string(),
              cause: z.string().nullable(),
              whoCanAct: z.string().describe('developer, platform or nobody'),
              dataFromCluster: z.object({ summary: z.string() }),
            }),
          ),
          leftOut: z.number().describe('How many more there are'),
          unconfirmedNamespaces: z
            .array(z.string())
            .describe(
              'Namespaces that the entity names and that do not confirm it: nothing of them is listed',
            ),
          mayRequest: z
            .boolean()
            .describe('Whether the user may request secrets for the entity'),
          whyNot: z.array(z.string()),
        }),
    },
    async action({ input, credentials }) {
      const call = {
        eventId: 'assistant-list-secrets',
        credentials,
        ...input,
      };
      const output = await readAsUser(options, call, async (entity, rights) => {
        const answer = await options.deliveryService.deliveriesOf(
          entity,
          rights,
          { available: 'counted' },
        );
        const { deliveries, requests } = answer;
        return {
          entityRef: answer.entityRef,
          answeredAt: answer.answeredAt,
          secrets: deliveries.slice(0, LISTED).map(delivery => ({
            id: delivery.id,
            cluster: delivery.cluster,
            namespace: delivery.namespace,
            distribution: delivery.distribution,
            secret: delivery.secret.name,
            state: delivery.state,
            cause: delivery.cause,
            whoCanAct: delivery.remedy.by,
            dataFromCluster: { summary: textsOf(delivery).summary },
          })),
          leftOut: Math.max(0, deliveries.length - LISTED),
          unconfirmedNamespaces: answer.bindings
            .filter(({ confirmed }) => !confirmed)
            .map(({ namespace }) => namespace),
          mayRequest: requests.allowed,
          whyNot: linesOf(requests.reason ? [requests.reason] : []),
        };
      });
      return { output };
    },
  });
}
