import { join } from 'node:path';
import { HUB_NAMESPACE } from '../framework/hub';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import {
  everyQuestion,
  describeRight,
  isAllowed,
  isMeant,
  Question,
  RIGHTS,
  RightsOf,
} from './rights';

/** Enough to keep the API server busy, and few enough for other requests. */
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
    for (const [index, question] of left) {
      answers[index] = await ask(question);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, askOn));
  return answers;
}

describe('the rights that deploy/ gives', () => {
  let questions: Question[];

  beforeAll(async () => {
    const { api, controlPlane } = theWorld().platform;
    questions = await everyQuestion(api, NAMESPACES);
    // All manifests at once, as they are deployed: one account may collect
    // several rights.
    await controlPlane.kubectl.run(['apply', '--server-side', '-k', OPERATOR]);
    await waitFor(
      async () => {
        const answers = await Promise.all(
          RIGHTS.map(async who => (await wrongAnswers(who)).missing),
        );
        return answers.every(missing => missing.length === 0);
      },
      { reason: 'the authorizer to know of the rights' },
    );
  });

  afterAll(() =>
    theWorld().platform.controlPlane.kubectl.run(['delete', '-k', OPERATOR]),
  );

  it('cover every resource that the API server has', () => {
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
        .map(describeRight);
    return { tooMuch: wrong(true), missing: wrong(false) };
  }

  it.each(RIGHTS)('are exactly the intended ones for $who', async who => {
    expect(await wrongAnswers(who)).toEqual({ tooMuch: [], missing: [] });
  });
});
