import { join } from 'node:path';
import { HUB_NAMESPACE } from '../framework/hub';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { waitFor } from '../framework/waitFor';
import { theWorld } from '../jest/globals';
import {
  everyQuestion,
  inWords,
  isAllowed,
  isMeant,
  OPERATOR_RIGHTS,
  Question,
  RIGHTS,
  RightsOf,
} from './rights';

/** Enough to keep the API server busy, and not to keep others waiting. */
const AT_A_TIME = 32;

const NAMESPACES = [
  HUB_NAMESPACE,
  'external-secrets',
  'backstage',
  'kube-system',
  'default',
];

const OPERATOR = join(REPOSITORY_DIRECTORY, 'deploy/base/operator');

async function answersTo<T, R>(
  questions: readonly T[],
  ask: (question: T) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = [];
  const left = questions.entries();
  const askOn = async () => {
    for (const [index, question] of left) answers[index] = await ask(question);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, askOn));
  return answers;
}

describe('the rights that deploy/ gives', () => {
  let questions: Question[];

  beforeAll(async () => {
    questions = await everyQuestion(theWorld().platform.api, NAMESPACES);
  });

  it('are asked about for every resource that the API server has', () => {
    const asked = new Set(questions.map(({ resource }) => resource));
    expect(asked).toContain('serviceaccounts/token');
    expect(asked).toContain('namespaces/finalize');
    expect(asked).toContain('clusterexternalsecrets/status');
    expect(questions.length).toBeGreaterThan(2_000);
  });

  async function wrongAnswers(who: RightsOf) {
    const { api } = theWorld().platform;
    const answers = await answersTo(questions, question =>
      isAllowed(api, who, question),
    );
    const wrong = (allowed: boolean) =>
      questions
        .filter(
          (question, index) =>
            answers[index] === allowed && isMeant(who, question) !== allowed,
        )
        .map(inWords);
    return { tooMuch: wrong(true), missing: wrong(false) };
  }

  it.each(RIGHTS)('are for $who what is meant, and nothing else', async who => {
    expect(await wrongAnswers(who)).toEqual({ tooMuch: [], missing: [] });
  });

  it('are for the operator what is meant, and nothing else', async () => {
    const { kubectl } = theWorld().platform.controlPlane;
    await kubectl.run(['apply', '--server-side', '-k', OPERATOR]);
    try {
      // The authorizer knows of it soon, and not at once.
      const wrong = await waitFor(
        async () => {
          const found = await wrongAnswers(OPERATOR_RIGHTS);
          return found.missing.length === 0 && found;
        },
        {
          reason: 'the operator to have its rights',
          describe: async () =>
            JSON.stringify(await wrongAnswers(OPERATOR_RIGHTS)),
        },
      );
      expect(wrong.tooMuch).toEqual([]);
    } finally {
      await kubectl.run(['delete', '-k', OPERATOR]);
    }
  });
});
