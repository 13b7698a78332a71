import { HUB_NAMESPACE } from '../framework/hub';
import { theWorld } from '../jest/globals';
import {
  everyQuestion,
  inWords,
  isAllowed,
  isMeant,
  Question,
  RIGHTS,
} from './rights';

/** Enough to keep the API server busy, and not to keep others waiting. */
const AT_A_TIME = 32;

const NAMESPACES = [HUB_NAMESPACE, 'external-secrets', 'backstage', 'default'];

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

  it.each(RIGHTS)('are for $who what is meant, and nothing else', async who => {
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
    expect({ tooMuch: wrong(true), missing: wrong(false) }).toEqual({
      tooMuch: [],
      missing: [],
    });
  });
});
