import { OtherAnswer } from './TextObservers';

/** What other texts change. */
export interface TextComparison {
  /** Cases with another state. */
  readonly otherStates: readonly string[];
  /** Cases with a cause that is not the right one, and not unknown. */
  readonly wrongCauses: readonly string[];
  /** Cases without the cause that the operator's texts give. */
  readonly lostCauses: readonly string[];
  /** How many cases have a cause. */
  readonly withCause: number;
}

/**
 * Cases whose cause nothing tells but the index of the hub, which only the
 * observers read.
 */
const KNOWN_BY_INDEX: Readonly<Record<string, string>> = {
  'event-gone': 'source-missing',
};

/** Compares what was said with other texts with what is right. */
export function compareAnswers(all: readonly OtherAnswer[]): TextComparison {
  const seen = all.map(answer =>
    answer.cause && KNOWN_BY_INDEX[answer.name] === answer.cause
      ? { ...answer, cause: answer.expected.cause }
      : answer,
  );
  const withCause = seen.filter(({ expected }) => expected.cause);
  const namesOf = (answers: readonly OtherAnswer[]) =>
    answers.map(({ name }) => name).sort();
  return {
    otherStates: seen
      .filter(({ expected, state }) => state !== expected.state)
      .map(({ name, state }) => `${name}: ${state}`)
      .sort(),
    wrongCauses: seen
      .filter(
        ({ expected, cause }) =>
          cause !== expected.cause && cause !== undefined && cause !== 'other',
      )
      .map(
        ({ name, state, cause, certainty }) =>
          `${name}: ${state}, ${cause} (${certainty})`,
      ),
    lostCauses: namesOf(
      withCause.filter(({ expected, cause }) => cause !== expected.cause),
    ),
    withCause: withCause.length,
  };
}

/** The comparison as text, for the log. */
export function describeComparison(
  texts: string,
  { otherStates, wrongCauses, lostCauses, withCause }: TextComparison,
): string {
  const kept = withCause - lostCauses.length;
  return [
    `with ${texts}: ${kept} of ${withCause} causes`,
    `other states: ${otherStates.join(', ') || 'none'}`,
    `wrong causes: ${wrongCauses.join(', ') || 'none'}`,
    `unknown causes: ${lostCauses.join(', ') || 'none'}\n`,
  ].join('; ');
}
