import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  alternativeText,
  decideInternalDistribution,
  escapeControls,
  InternalDistributionAnswers,
  InternalDistributionNames,
  INTERNAL_NEEDS,
  INTERNAL_ORIGINS,
  INTERNAL_REACHES,
  planInternalDistribution,
  renderMessage,
  ruleSentence,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { stringify } from 'yaml';
import { examples } from './planInternalDistribution.examples';

/**
 * The action `central-secrets:plan-internal-distribution`: decides by section 5a
 * of the RFC how a value travels, says why, and writes the PushSecret and the
 * ExternalSecrets into the workspace.
 *
 * No value is asked for, and no cluster is asked. Answers that contradict each
 * other, names that cannot be used, and a value that must not travel this way
 * fail the step, and nothing is written.
 */
export function createPlanInternalDistributionAction() {
  return createTemplateAction({
    id: 'central-secrets:plan-internal-distribution',
    description:
      'Decides how a secret travels inside the cluster, and writes its PushSecret and ExternalSecrets',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        answers: z =>
          z.object(
            {
              origin: z.enum(INTERNAL_ORIGINS, {
                description: 'Where the value comes from',
              }),
              derivedFrom: z.array(z.enum(INTERNAL_ORIGINS)).optional(),
              data: z.enum(['secret', 'configuration']),
              producerNamespace: z.string({
                description: 'The namespace of the source Secret',
              }),
              consumerNamespaces: z.array(z.string()),
              reach: z.enum(INTERNAL_REACHES).optional(),
              changes: z.enum(['static', 'dynamic']),
              phase: z.enum(['bootstrap', 'steady-state']),
              needs: z.array(z.enum(INTERNAL_NEEDS)).default([]),
            },
            { description: 'The answers to the questions of section 5a' },
          ),
        datasource: z =>
          z.string({
            description: 'The type of the generating system, such as postgres',
          }),
        holder: z =>
          z.string({
            description:
              'The consumer of a secret, or the instance of a configuration',
          }),
        sourceSecret: z =>
          z.string({ description: 'The Secret of the producer, by its name' }),
        keys: z =>
          z.array(
            z.object({ key: z.string(), property: z.string().optional() }),
            { description: 'Its keys, and the property of each' },
          ),
        targetSecret: z =>
          z.string({ description: 'The Secret of each consumer, by its name' }),
        refreshInterval: z =>
          z.string({ description: 'Such as 1h, the default' }).optional(),
        store: z =>
          z
            .string({
              description: 'The ClusterSecretStore; default vault-backend',
            })
            .optional(),
        targetPath: z =>
          z.string({
            description: 'The folder of the workspace for the manifests',
          }),
      },
      output: {
        decision: z =>
          z.string({ description: 'use or optional; another one fails' }),
        rule: z =>
          z.string({ description: 'The code of the rule that decides' }),
        section: z => z.string({ description: 'The section of the RFC' }),
        strength: z => z.string({ description: 'MUST, SHOULD or MAY' }),
        explanation: z => z.string({ description: 'The sentence of the rule' }),
        alternative: z =>
          z.string({ description: 'What would do as well; may be empty' }),
        path: z => z.string({ description: 'The path in Vault' }),
        file: z =>
          z.string({ description: 'The file that was written, by its name' }),
      },
    },

    async handler(ctx) {
      const { input } = ctx;
      const log = (line: string) => ctx.logger.info(escapeControls(line));
      const answers = input.answers as InternalDistributionAnswers;
      const decided = decideInternalDistribution(answers);
      if ('mistakes' in decided) {
        throw new InputError(sentences(decided.mistakes));
      }
      const { rule, namespaces } = decided;
      const explanation = `${renderMessage(ruleSentence(rule))} (${
        rule.strength
      }, section ${rule.section})`;
      const alternative = rule.alternative
        ? renderMessage(alternativeText(rule.alternative))
        : '';
      if (rule.decision === 'do-not-use') {
        throw new InputError(
          `Do not use internal distribution. ${explanation}. Instead: ${alternative}. Nothing was written`,
        );
      }
      const plan = planInternalDistribution(
        namesOf(input, answers, namespaces),
      );
      if ('mistakes' in plan) {
        throw new InputError(sentences(plan.mistakes));
      }
      const file = `${plan.path.replaceAll('/', '-')}.yaml`;
      const target = resolveSafeChildPath(
        ctx.workspacePath,
        `${input.targetPath}/${file}`,
      );
      await mkdir(dirname(target), { recursive: true });
      await writeFile(
        target,
        plan.manifests.map(each => stringify(each)).join('---\n'),
      );
      log(`${explanation}. Wrote ${input.targetPath}/${file}`);
      ctx.output('decision', rule.decision);
      ctx.output('rule', rule.code);
      ctx.output('section', rule.section);
      ctx.output('strength', rule.strength);
      ctx.output('explanation', explanation);
      ctx.output('alternative', alternative);
      ctx.output('path', plan.path);
      ctx.output('file', file);
    },
  });
}

/** The names of the plan, from what the template was given. */
function namesOf(
  input: {
    readonly datasource: string;
    readonly holder: string;
    readonly sourceSecret: string;
    readonly keys: readonly { key: string; property?: string }[];
    readonly targetSecret: string;
    readonly refreshInterval?: string;
    readonly store?: string;
  },
  { data, producerNamespace }: InternalDistributionAnswers,
  namespaces: readonly string[],
): InternalDistributionNames {
  const { datasource, holder, refreshInterval, store } = input;
  return {
    data,
    datasource,
    holder,
    producer: {
      namespace: producerNamespace ?? '',
      secret: input.sourceSecret,
      keys: input.keys.map(({ key, property }) => ({
        key,
        property: property || key,
      })),
    },
    consumers: namespaces.map(namespace => ({
      namespace,
      secret: input.targetSecret,
    })),
    ...(refreshInterval ? { refreshInterval } : {}),
    ...(store ? { store } : {}),
  };
}

/** What is wrong, each with its field and a remedy. */
function sentences(
  mistakes: readonly {
    readonly field: string;
    readonly problem: Parameters<typeof renderMessage>[0];
  }[],
): string {
  return mistakes
    .map(({ field, problem }) => `${field}: ${renderMessage(problem)}`)
    .join('; ');
}
