import { Message, message } from '../../texts';
import { isPlainName, quoted } from '../plainName';
import {
  crossedNamespaces,
  INTERNAL_NEEDS,
  INTERNAL_ORIGINS,
  INTERNAL_REACHES,
  InternalDistributionAnswers,
  InternalDistributionMistake,
  isOutsideOrigin,
} from './answers';

type Answers = Readonly<Record<string, unknown>>;

/**
 * The mistakes of answers of any shape: first those of single answers; where
 * there are none, the contradictions between them.
 *
 * @public
 */
export function findAnswerMistakes(
  answers: unknown,
): InternalDistributionMistake[] {
  if (
    typeof answers !== 'object' ||
    answers === null ||
    Array.isArray(answers)
  ) {
    return [
      mistake('answers', answers, about => message('answer-unreadable', about)),
    ];
  }
  const alone = mistakesOfSingleAnswers(answers as Answers);
  return alone.length > 0
    ? alone
    : contradictions(answers as unknown as InternalDistributionAnswers);
}

/** @param problemOf - what is wrong with a field and its value, as they are shown */
function mistake(
  field: string,
  value: unknown,
  problemOf: (about: { field: string; value: string }) => Message,
): InternalDistributionMistake {
  const about = { field, value: quoted(value) };
  return { ...about, problem: problemOf(about) };
}

function mistakesOfSingleAnswers(
  answers: Answers,
): InternalDistributionMistake[] {
  return [
    ...oneOf(answers, 'origin', INTERNAL_ORIGINS),
    ...oneOf(answers, 'data', ['secret', 'configuration']),
    ...oneOf(answers, 'changes', ['static', 'dynamic']),
    ...oneOf(answers, 'phase', ['bootstrap', 'steady-state']),
    ...(answers.reach === undefined
      ? []
      : oneOf(answers, 'reach', INTERNAL_REACHES)),
    ...manyOf(answers, 'needs', INTERNAL_NEEDS),
    ...(answers.derivedFrom === undefined
      ? []
      : manyOf(answers, 'derivedFrom', INTERNAL_ORIGINS)),
    ...(answers.producerNamespace === undefined
      ? []
      : namespaceMistakes('producerNamespace', answers.producerNamespace)),
    ...consumerMistakes(answers.consumerNamespaces),
  ];
}

function oneOf(
  answers: Answers,
  field: string,
  words: readonly string[],
): InternalDistributionMistake[] {
  const value = answers[field];
  return typeof value === 'string' && words.includes(value)
    ? []
    : [
        mistake(field, value, about =>
          message('answer-unreadable.choice', { ...about, words }),
        ),
      ];
}

function manyOf(
  answers: Answers,
  field: string,
  words: readonly string[],
): InternalDistributionMistake[] {
  const value = answers[field];
  if (!Array.isArray(value)) {
    return [
      mistake(field, value, about =>
        message('answer-unreadable.list', { ...about, words }),
      ),
    ];
  }
  return value
    .filter(each => !words.includes(each))
    .slice(0, 1)
    .map(each =>
      mistake(field, each, about =>
        message('answer-unreadable.choices', { ...about, words }),
      ),
    );
}

function namespaceMistakes(
  field: string,
  value: unknown,
): InternalDistributionMistake[] {
  return isPlainName(value)
    ? []
    : [
        mistake(field, value, about =>
          message('answer-unreadable.namespace', about),
        ),
      ];
}

function consumerMistakes(value: unknown): InternalDistributionMistake[] {
  if (!Array.isArray(value) || value.length === 0) {
    return [
      mistake('consumerNamespaces', value, about =>
        message('answer-unreadable.consumers', about),
      ),
    ];
  }
  const wrong = value.find(each => !isPlainName(each));
  return wrong === undefined && value.every(isPlainName)
    ? []
    : namespaceMistakes('consumerNamespaces', wrong);
}

function contradictions(
  answers: InternalDistributionAnswers,
): InternalDistributionMistake[] {
  const { origin, derivedFrom, producerNamespace, changes, needs } = answers;
  const found: InternalDistributionMistake[] = [];
  if (producerNamespace === undefined && !isOutsideOrigin(origin)) {
    found.push(
      mistake('producerNamespace', producerNamespace, about =>
        message('answer-contradicts.producer', { ...about, origin }),
      ),
    );
  }
  if (origin !== 'derived' && derivedFrom !== undefined) {
    found.push(
      mistake('derivedFrom', derivedFrom.join(', '), about =>
        message('answer-contradicts.derived', { ...about, origin }),
      ),
    );
  }
  const outside = origin === 'derived' && derivedFrom?.find(isOutsideOrigin);
  if (outside) {
    found.push(
      mistake('derivedFrom', outside, about =>
        message('answer-contradicts.outside', { ...about, origin: outside }),
      ),
    );
  }
  if (changes === 'static' && needs.includes('rotation')) {
    found.push(
      mistake('needs', 'rotation', about =>
        message('answer-contradicts.static', about),
      ),
    );
  }
  return [...found, ...reachContradictions(answers)];
}

function reachContradictions(
  answers: InternalDistributionAnswers,
): InternalDistributionMistake[] {
  const { reach } = answers;
  const crossed = crossedNamespaces(answers);
  const actual = INTERNAL_REACHES[Math.min(crossed.length, 2)];
  return reach === undefined || reach === actual
    ? []
    : [
        mistake('reach', reach, about =>
          message('answer-contradicts.reach', {
            ...about,
            crossed: crossed.length,
            actual,
          }),
        ),
      ];
}
