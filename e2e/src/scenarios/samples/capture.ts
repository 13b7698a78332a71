import { isDeepStrictEqual } from 'node:util';
import {
  Delivery,
  OBSERVED_KINDS,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  deriveSample,
  Sample,
  sampleAnswerOf,
  SampleHead,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { KubernetesObject } from '../../framework/kubernetesApi';
import { waitFor } from '@central-secrets/dev-tools';
import { Stage } from '../stage';
import { placeOf } from '../topics';
import { ScenarioCase } from '../scenario';
import { answerTo, wrongIn } from '../walker';
import { writeSample } from './sampleFiles';
import { readSampleObjects } from './sampleObjects';
import { versions } from './versions';

/** Whether this run writes the samples again. */
export const IS_CAPTURING = process.env.CENTRAL_SECRETS_SAMPLES === '1';

/** An event or a count that came a moment after the answer is waited out. */
const SETTLED_WITHIN_MS = 60_000;

type KnownAnswer = Parameters<typeof sampleAnswerOf>[0];

/**
 * Writes the sample of a case that is right now: objects from which the model
 * derives the very answer that the backend gives.
 *
 * @param known - The objects, where the API server cannot be asked now.
 * @throws Error where the two do not come together, or a value is in it
 */
export async function captureSample(
  stage: Pick<Stage, 'cluster' | 'answers'>,
  scenarioCase: ScenarioCase,
  known?: readonly KubernetesObject[],
): Promise<void> {
  const { name } = scenarioCase;
  let seen = '';
  const look = async () => {
    const objects =
      known ?? (await readSampleObjects(stage.cluster, scenarioCase));
    const got = answerTo(stage, scenarioCase);
    if (wrongIn(stage, scenarioCase, got)) {
      return undefined;
    }
    const sample = await sampleOf(stage, scenarioCase, { objects, got });
    const derived = sampleAnswerOf(deriveSample(sample));
    seen = JSON.stringify({ derived, answered: sample.expected });
    return isDeepStrictEqual(derived, sample.expected) ? sample : undefined;
  };
  const sample = await waitFor(look, {
    reason: `a sample of ${name}`,
    limitMs: SETTLED_WITHIN_MS,
    describe: () => seen,
  });
  await writeSample(sample);
}

async function sampleOf(
  { answers, cluster }: Pick<Stage, 'cluster' | 'answers'>,
  scenarioCase: ScenarioCase,
  seen: {
    readonly objects: readonly KubernetesObject[];
    readonly got: Delivery | undefined;
  },
): Promise<Sample> {
  const { name, what, unknowable, delivery, expected } = scenarioCase;
  const offset = answers.clockOffsetMs() ?? 0;
  const byClusterClock = (time: number) =>
    new Date(time + offset).toISOString();
  const head: SampleHead = {
    case: name,
    ...placeOf(name),
    what,
    ...(unknowable && { unknowable }),
    ...(await versions(cluster)),
    delivery: delivery ?? { distribution: name },
    now: byClusterClock(answers.now()),
    limits: answers.limits,
    ...unobserved(answers, byClusterClock),
    ...(expected.evidence && { evidence: expected.evidence }),
    // The client of these tests accepts this version's words alone.
    expected: sampleAnswerOf(seen.got as KnownAnswer),
  };
  return { ...head, objects: seen.objects as Sample['objects'] };
}

/** The kinds that are not known now. */
function unobserved(
  answers: Stage['answers'],
  byClusterClock: (time: number) => string,
): Pick<SampleHead, 'observations'> {
  const observations = answers.observations();
  const entries = OBSERVED_KINDS.flatMap(kind => {
    const { observedAt, error } = observations[kind];
    const isOld =
      observedAt === undefined ||
      answers.now() - observedAt > answers.limits.observationMaxAgeMs;
    return error || isOld
      ? [
          [
            kind,
            {
              ...(observedAt !== undefined && {
                observedAt: byClusterClock(observedAt),
              }),
              ...(error && { error }),
            },
          ],
        ]
      : [];
  });
  return entries.length > 0
    ? { observations: Object.fromEntries(entries) }
    : {};
}
