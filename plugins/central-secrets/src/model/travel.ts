import type {
  InternalDistributionAnswers,
  InternalDistributionDecision,
  InternalDistributionNames,
  InternalDistributionPlan,
  InternalNeed,
  InternalOrigin,
  Message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  decideInternalDistribution,
  planInternalDistribution,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { stringify } from 'yaml';

/** The answers of the form as they are typed; an empty text: not answered yet. */
export interface TravelAnswers {
  readonly origin: string;
  readonly derivedFrom: readonly InternalOrigin[];
  readonly data: string;
  readonly producerNamespace: string;
  /** Separated by commas or blanks. */
  readonly consumerNamespaces: string;
  readonly reach: string;
  readonly changes: string;
  readonly phase: string;
  readonly needs: readonly InternalNeed[];
}

/** The names of the manifests as they are typed. */
export interface TravelNames {
  readonly datasource: string;
  readonly holder: string;
  readonly sourceSecret: string;
  /** One a line or separated by commas: `password`, or `key=property`. */
  readonly keys: string;
  /** The Secret of each consumer. */
  readonly targetSecret: string;
  readonly refreshInterval: string;
}

export const NO_ANSWERS: TravelAnswers = {
  origin: '',
  derivedFrom: [],
  data: '',
  producerNamespace: '',
  consumerNamespaces: '',
  reach: '',
  changes: '',
  phase: '',
  needs: [],
};

export const NO_NAMES: TravelNames = {
  datasource: '',
  holder: '',
  sourceSecret: '',
  keys: '',
  targetSecret: '',
  refreshInterval: '1h',
};

/** What is wrong with a field; `missing`: it has no answer yet. */
export type Problem = Message | 'missing';

/** By the name of the field beside which it is said; the first of each. */
export type Problems<Field extends string> = Readonly<
  Partial<Record<Field, Problem>>
>;

function listOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** The decision about the answers; or what is wrong with them. */
export function decideTravel(
  answers: TravelAnswers,
):
  | { readonly decision: InternalDistributionDecision }
  | { readonly problems: Problems<keyof TravelAnswers> } {
  const { producerNamespace, reach, origin, derivedFrom } = answers;
  const decided = decideInternalDistribution({
    ...answers,
    derivedFrom: origin === 'derived' ? derivedFrom : undefined,
    producerNamespace: producerNamespace.trim() || undefined,
    consumerNamespaces: listOf(answers.consumerNamespaces),
    reach: reach || undefined,
    // It takes answers of any shape, and names those that are none.
  } as InternalDistributionAnswers);
  return 'mistakes' in decided
    ? {
        problems: firstByField(
          decided.mistakes,
          ({ field }) => field as keyof TravelAnswers,
          ({ field, problem }) =>
            problem.code === 'answer-unreadable' &&
            answers[field as keyof TravelAnswers] === ''
              ? 'missing'
              : problem,
        ),
      }
    : { decision: decided };
}

/** The manifests; or what is wrong with the names. */
export function planTravel(
  answers: TravelAnswers,
  { namespaces }: InternalDistributionDecision,
  names: TravelNames,
):
  | { readonly yaml: string; readonly plan: InternalDistributionPlan }
  | { readonly problems: Problems<keyof TravelNames> } {
  const { datasource, holder, sourceSecret, targetSecret } = names;
  const planned = planInternalDistribution({
    data: answers.data as InternalDistributionNames['data'],
    datasource: datasource.trim(),
    holder: holder.trim(),
    producer: {
      namespace: answers.producerNamespace.trim(),
      secret: sourceSecret.trim(),
      keys: listOf(names.keys).map(entry => {
        const [key, property = key] = entry.split('=');
        return { key, property };
      }),
    },
    consumers: namespaces.map(namespace => ({
      namespace,
      secret: targetSecret.trim(),
    })),
    refreshInterval: names.refreshInterval.trim(),
  });
  return 'mistakes' in planned
    ? {
        problems: firstByField(
          planned.mistakes,
          ({ field }) => nameField(field),
          ({ problem }) => problem,
        ),
      }
    : {
        plan: planned,
        yaml: planned.manifests.map(each => stringify(each)).join('---\n'),
      };
}

/** Beside which field of the form a mistake of the plan is said. */
function nameField(field: string): keyof TravelNames {
  if (field.startsWith('producer.keys')) {
    return 'keys';
  }
  if (field.startsWith('producer')) {
    return 'sourceSecret';
  }
  if (field.startsWith('consumers')) {
    return 'targetSecret';
  }
  return field as keyof TravelNames;
}

function firstByField<Field extends string, Mistake>(
  mistakes: readonly Mistake[],
  fieldOf: (mistake: Mistake) => Field,
  problemOf: (mistake: Mistake) => Problem,
): Problems<Field> {
  const problems: Partial<Record<Field, Problem>> = {};
  for (const mistake of mistakes) {
    problems[fieldOf(mistake)] ??= problemOf(mistake);
  }
  return problems;
}
