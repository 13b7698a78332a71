import { AuthService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  CentralSecretsClient,
  escapeControls,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { fullEntityRef, initiatorOptions, telling } from './callBackend';
import { targetsIn } from './targetsIn';
import { toDeliveryOutput } from './toDeliveryOutput';
import { examples } from './wait.examples';
import { MAXIMUM_WAIT_SECONDS, waitForDeliveries } from './waitForDeliveries';

/** How long the action waits where nothing else is said. Seconds. */
const DEFAULT_TIMEOUT_SECONDS = 300;

/** The services that the action needs. */
export interface WaitActionOptions {
  readonly auth: Pick<AuthService, 'getPluginRequestToken'>;
  readonly client: Pick<CentralSecretsClient, 'getDeliveries'>;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * The action `central-secrets:wait`: waits until secrets have arrived, or are
 * gone, and changes nothing. For labels that came with a manifest, of which the
 * namespace may not exist yet.
 */
export function createWaitAction(options: WaitActionOptions) {
  const { auth, client, clock, sleep } = options;

  return createTemplateAction({
    id: 'central-secrets:wait',
    description:
      "Waits until central secrets have arrived in an entity's namespaces, or are gone, and fails with the cause when they do not. Changes nothing",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({
            description:
              'The entity that gets the secrets, such as component:default/backstage',
          }),
        distributions: z =>
          z
            .array(z.string().min(1), {
              description: 'Names of the awaited distributions',
            })
            .min(1),
        until: z =>
          z
            .enum(['synced', 'gone'], {
              description:
                'synced (default): the Secrets are there; gone: they are no longer requested',
            })
            .optional(),
        cluster: z =>
          z
            .string({
              description: 'Only in this cluster, where there are several',
            })
            .optional(),
        namespace: z =>
          z
            .string({
              description: 'Only in this namespace, where there are several',
            })
            .optional(),
        timeoutSeconds: z =>
          z
            .number({
              description: `Fail after this many seconds, at most ${MAXIMUM_WAIT_SECONDS}. Default: ${DEFAULT_TIMEOUT_SECONDS}`,
            })
            .positive()
            .max(MAXIMUM_WAIT_SECONDS)
            .optional(),
      },
      output: {
        deliveries: z =>
          z.array(
            z.object({
              id: z.string(),
              cluster: z.string(),
              namespace: z.string(),
              distribution: z.string(),
              state: z.string(),
              cause: z.string().nullable(),
              summary: z.string(),
              secret: z.string(),
            }),
            { description: 'The deliveries as they were at the end' },
          ),
      },
    },

    async handler(ctx) {
      const { cluster, namespace, until = 'synced' } = ctx.input;
      const { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = ctx.input;
      const entityRef = fullEntityRef(ctx.input.entityRef);
      const distributions = [...new Set(ctx.input.distributions)];
      const log = (line: string) => ctx.logger.info(escapeControls(line));
      if (ctx.isDryRun) {
        log(`Would wait for ${distributions.join(', ')} of ${entityRef}`);
        ctx.output('deliveries', []);
        return;
      }
      const deliveries = await telling(
        'Reading the deliveries',
        waitForDeliveries({
          targetsIn: answer =>
            targetsIn(answer, { distributions, cluster, namespace }),
          whyNone: `${entityRef} has no confirmed namespace${
            namespace ? ` ${namespace}` : ''
          }${cluster ? ` in cluster ${cluster}` : ''} yet`,
          action: until === 'synced' ? 'add' : 'remove',
          limitMs: timeoutSeconds * 1_000,
          read: async () =>
            client.getDeliveries(entityRef, await initiatorOptions(auth, ctx)),
          log,
          clock,
          sleep,
          signal: ctx.signal,
        }),
      );
      ctx.output('deliveries', deliveries.map(toDeliveryOutput));
    },
  });
}
