import { AuthService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  CentralSecretsClient,
  escapeControls,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  fullEntityRef,
  initiatorOptions,
  readDistributions,
  telling,
} from './callBackend';
import { describeRequest } from './describeRequest';
import { deliveriesOf, Target } from './judgeDelivery';
import { examples } from './labelNamespace.examples';
import { toDeliveryOutput } from './toDeliveryOutput';
import { MAXIMUM_WAIT_SECONDS, waitForDeliveries } from './waitForDeliveries';

/** The services that the action needs. */
export interface LabelNamespaceOptions {
  readonly auth: Pick<AuthService, 'getPluginRequestToken'>;
  readonly client: Pick<
    CentralSecretsClient,
    'getDeliveries' | 'createRequest'
  >;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * The action `central-secrets:label-namespace`: requests or removes
 * distributions on behalf of the user who started the task.
 *
 * The action has no right of its own: the central-secrets backend checks the
 * initiator's, and changes the label. A request for a distribution that is
 * already there changes nothing, so a recovered or repeated task is safe.
 */
export function createLabelNamespaceAction(options: LabelNamespaceOptions) {
  const { auth, client, clock, sleep } = options;

  return createTemplateAction({
    id: 'central-secrets:label-namespace',
    description:
      "Asks for central secrets by adding their request labels to an entity's namespace, or gives them back by removing the labels",
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
              description:
                'Names of distributions. Give distributions, labels, or both',
            })
            .optional(),
        labels: z =>
          z
            .record(z.string(), z.string(), {
              description:
                'Request labels, such as secrets/gh-docker-registry: "true", instead of the names of their distributions',
            })
            .optional(),
        action: z =>
          z
            .enum(['add', 'remove'], {
              description:
                'add (default) asks for them, remove gives them back',
            })
            .optional(),
        cluster: z =>
          z
            .string({
              description:
                'Which cluster, where the entity has namespaces in several',
            })
            .optional(),
        namespace: z =>
          z
            .string({
              description: 'Which namespace, where the entity has several',
            })
            .optional(),
        dryRun: z =>
          z
            .boolean({
              description:
                'Only check and log what would change. Always so in a dry run of the template',
            })
            .optional(),
        reason: z =>
          z
            .string({
              description:
                'Why, for the record and for reviewers. Some distributions ask for it',
            })
            .max(500)
            .optional(),
        waitSeconds: z =>
          z
            .number({
              description: `Wait this many seconds (at most ${MAXIMUM_WAIT_SECONDS}) for the secrets to arrive, or to be gone, and fail when they do not. Not given or 0: do not wait`,
            })
            .min(0)
            .max(MAXIMUM_WAIT_SECONDS)
            .optional(),
      },
      output: {
        requestIds: z =>
          z.array(z.string(), {
            description:
              'The ids under which the requests are recorded, none in a dry run',
          }),
        pullRequestUrls: z =>
          z.array(z.string(), {
            description:
              'The pull requests that have to be merged first, where labels are changed in Git',
          }),
        labels: z =>
          z.record(z.string(), z.string(), {
            description: 'The request labels of these distributions',
          }),
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
      const { signal } = ctx;
      // A line of the task's log is one line, whatever names and texts are in it.
      const logger = {
        info: (line: string) => ctx.logger.info(escapeControls(line)),
        warn: (line: string) => ctx.logger.warn(escapeControls(line)),
      };
      const { cluster, namespace, action = 'add', reason } = ctx.input;
      const dryRun = ctx.isDryRun || ctx.input.dryRun || false;
      const entityRef = fullEntityRef(ctx.input.entityRef);

      const requestOptions = () => initiatorOptions(auth, ctx);
      const read = async () =>
        client.getDeliveries(entityRef, await requestOptions());
      const distributions = await readDistributions(ctx.input, read);

      const requestIds: string[] = [];
      const pullRequestUrls: string[] = [];
      const targets: Target[] = [];
      // One after the other: they change the same namespace.
      for (const distribution of distributions) {
        const response = await telling(
          `The request to ${action} ${distribution}`,
          client.createRequest(
            entityRef,
            {
              distribution,
              action,
              cluster,
              namespace,
              dryRun,
              // A backend that does not know it refuses it.
              ...(reason ? { reason } : {}),
            },
            await requestOptions(),
          ),
        );
        describeRequest(distribution, response, dryRun).forEach(line =>
          logger.info(line),
        );
        response.plan.warnings.forEach(warning =>
          logger.warn(renderMessage(warning)),
        );
        if (response.pullRequestUrl !== null && !dryRun) {
          pullRequestUrls.push(response.pullRequestUrl);
        }
        if (response.requestId !== null) {
          requestIds.push(response.requestId);
        }
        targets.push({
          cluster: response.plan.cluster,
          namespace: response.plan.namespace,
          distribution,
        });
      }
      ctx.output('requestIds', requestIds);
      ctx.output('pullRequestUrls', pullRequestUrls);

      const wanted = dryRun ? 0 : ctx.input.waitSeconds ?? 0;
      const isProposed = pullRequestUrls.length > 0;
      if (isProposed && wanted > 0) {
        logger.info(
          'Does not wait: nothing arrives before the pull request is merged',
        );
      }
      const waitSeconds = isProposed ? 0 : wanted;
      const deliveries = await telling(
        'Reading the deliveries',
        waitSeconds > 0
          ? waitForDeliveries({
              targetsIn: () => targets,
              action,
              limitMs: waitSeconds * 1_000,
              read,
              log: line => logger.info(line),
              clock,
              sleep,
              signal,
            })
          : read().then(answer => deliveriesOf(targets, answer)),
      );
      ctx.output(
        'labels',
        Object.assign({}, ...deliveries.map(found => found.requestLabels)),
      );
      ctx.output('deliveries', deliveries.map(toDeliveryOutput));
    },
  });
}
