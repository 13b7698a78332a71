import { readFile, writeFile } from 'node:fs/promises';
import {
  AuthService,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  CentralSecretsClient,
  escapeControls,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  editNamespaceLabels,
  proposalBody,
  proposalBranch,
  ProposalFacts,
  proposalTitle,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  fullEntityRef,
  initiatorOptions,
  readDistributions,
  telling,
} from './callBackend';
import { describeRequest } from './describeRequest';
import { examples } from './labelNamespacePullRequest.examples';

/** The services that the action needs. */
export interface LabelNamespacePullRequestOptions {
  readonly auth: Pick<AuthService, 'getPluginRequestToken'>;
  readonly client: Pick<
    CentralSecretsClient,
    'getDeliveries' | 'createRequest'
  >;
}

/**
 * The action `central-secrets:label-namespace:pull-request`: plans the same
 * change as `central-secrets:label-namespace`, with the initiator's rights, and
 * makes it in the namespace's YAML in the workspace, for a step that publishes a
 * pull request.
 *
 * Only the lines of the labels change. A label that is already there is not
 * added twice, so a repeated task is safe.
 */
export function createLabelNamespacePullRequestAction(
  options: LabelNamespacePullRequestOptions,
) {
  const { auth, client } = options;

  return createTemplateAction({
    id: 'central-secrets:label-namespace:pull-request',
    description:
      "Adds or removes the request labels of central secrets in a namespace's YAML in the workspace, to be published as a pull request",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({
            description:
              'The entity that gets the secrets, such as component:default/backstage',
          }),
        path: z =>
          z.string({
            description:
              'The file that declares or patches the Namespace, by its path in the workspace',
          }),
        valuesPath: z =>
          z
            .string({
              description:
                'Where the file has the values of a Helm chart: the keys that lead to the labels, such as namespace.labels',
            })
            .optional(),
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
        reason: z =>
          z
            .string({ description: 'Why, for the reviewers' })
            .max(500)
            .optional(),
      },
      output: {
        changed: z =>
          z.boolean({
            description: 'false where the file has the labels already',
          }),
        lines: z =>
          z.array(z.string(), {
            description: 'The lines that changed, with + or - before them',
          }),
        title: z => z.string({ description: 'A title for the pull request' }),
        description: z =>
          z.string({
            description:
              'A description for the pull request, in Markdown: the user, the labels and their effect',
          }),
        branchName: z => z.string({ description: 'A name for the branch' }),
      },
    },

    async handler(ctx) {
      const log = (line: string) => ctx.logger.info(escapeControls(line));
      const { path, action = 'add', cluster, namespace, reason } = ctx.input;
      const entityRef = fullEntityRef(ctx.input.entityRef);
      const file = resolveSafeChildPath(ctx.workspacePath, path);
      const before = await readManifest(file, path);
      const valuesPath = ctx.input.valuesPath?.split('.');
      const distributions = await readDistributions(ctx.input, async () =>
        client.getDeliveries(entityRef, await initiatorOptions(auth, ctx)),
      );

      const plans: ProposalFacts[] = [];
      let text = before;
      for (const distribution of distributions) {
        // The backend decides what may be asked for, and what it comes to.
        const response = await telling(
          `The request to ${action} ${distribution}`,
          client.createRequest(
            entityRef,
            { distribution, action, cluster, namespace, dryRun: true },
            await initiatorOptions(auth, ctx),
          ),
        );
        const { plan } = response;
        if (plan.requires?.reason && !reason?.trim()) {
          throw new InputError(
            `reason: the distribution ${distribution} asks for the reason of each request; say why it is needed`,
          );
        }
        describeRequest(
          distribution,
          { ...response, pullRequestUrl: null },
          true,
        ).forEach(log);
        plan.warnings
          // That the backend opens no pull request itself is why this is used.
          .filter(({ code }) => code !== 'dry-run-refused')
          .forEach(warning =>
            ctx.logger.warn(escapeControls(renderMessage(warning))),
          );
        ({ text } = editNamespaceLabels(
          text,
          valuesPath
            ? { file: path, valuesPath }
            : { file: path, namespace: plan.namespace },
          plan,
        ));
        plans.push({
          action,
          distribution,
          plan,
          entityRef,
          userRef: ctx.user?.ref ?? 'an unknown user',
          reason,
        });
      }

      const facts = merged(plans);
      const { lines } = editNamespaceLabels(
        before,
        valuesPath
          ? { file: path, valuesPath }
          : { file: path, namespace: facts.plan.namespace },
        facts.plan,
      );
      await writeFile(file, text);
      const shown = lines.map(
        ({ change, text: line }) =>
          `${change === 'added' ? '+' : '-'} ${line.trim()}`,
      );
      log(
        shown.length > 0
          ? `${path}: ${shown.join(', ')}`
          : `${path} has these labels already`,
      );
      ctx.output('changed', text !== before);
      ctx.output('lines', shown);
      ctx.output('title', proposalTitle(facts));
      ctx.output('description', proposalBody(facts));
      ctx.output('branchName', proposalBranch(facts, { repository: '', path }));
    },
  });
}

async function readManifest(file: string, path: string): Promise<string> {
  return readFile(file, 'utf8').catch(error => {
    if (error.code !== 'ENOENT') {
      throw error;
    }
    throw new InputError(
      `path: the workspace has no ${path}; fetch it in an earlier step`,
    );
  });
}

/** What fulfils both. */
function mergedTerms(
  a: ProposalFacts['plan']['requires'],
  b: ProposalFacts['plan']['requires'],
): ProposalFacts['plan']['requires'] {
  if (!a || !b) {
    return a ?? b;
  }
  return {
    review: a.review || b.review,
    reviewers: [...new Set([...a.reviewers, ...b.reviewers])],
    reason: a.reason || b.reason,
  };
}

/** Several plans for one namespace as one. */
function merged(all: readonly ProposalFacts[]): ProposalFacts {
  const plan = all.reduce<ProposalFacts['plan']>(
    (sum, { plan: each }) => ({
      ...sum,
      add: { ...sum.add, ...each.add },
      remove: [...new Set([...sum.remove, ...each.remove])],
      arrives: [...sum.arrives, ...each.arrives],
      leaves: [...sum.leaves, ...each.leaves],
      requires: mergedTerms(sum.requires, each.requires),
    }),
    {
      ...all[0].plan,
      add: {},
      remove: [],
      arrives: [],
      leaves: [],
      requires: undefined,
    },
  );
  const distribution = all.map(each => each.distribution).join(', ');
  return { ...all[0], distribution, plan };
}
