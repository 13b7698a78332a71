import { setTimeout as sleep } from 'node:timers/promises';
import {
  Delivery,
  deliveryId,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { CLUSTER } from '../framework/backstage';
import { callsFor } from './callsFor';
import { mismatch } from './mismatch';
import { Scene } from './scene';
import { Stage } from './stage';
import { ScenarioCase } from './scenario';

/** How a case ended. */
export interface Walked {
  readonly case: ScenarioCase;
  /** The row as it was when it was right, or when the time was up; undefined: none. */
  readonly got: Delivery | undefined;
  /** Why it is not right. */
  readonly wrong?: string;
  /** undefined where the answer was right at the first look, or time alone made it so. */
  readonly delay?: Delay;
}

/** From the cluster's change that called for it to the right answer, in milliseconds. */
export interface Delay {
  readonly ms: number;
  /** For how long of that this process itself stood still. */
  readonly lagMs: number;
}

/** Enough for a machine that is busy with something else. */
const LIMIT_MS = 150_000;
/** While something happens, and while nothing does. */
const BUSY_EVERY_MS = 20;
const IDLE_EVERY_MS = 250;
const BUSY_FOR_MS = 1_000;

/** The id of the delivery that a case is about. */
export function idOf({ name, delivery }: ScenarioCase): string {
  return deliveryId(
    CLUSTER,
    `case-${name}`,
    delivery ?? { distribution: name },
  );
}

/** The scene of a case on a stage. */
export function sceneOf(
  { cluster, answers }: Pick<Stage, 'cluster' | 'answers'>,
  { name }: ScenarioCase,
): Scene {
  return new Scene(name, cluster, answers);
}

/**
 * Runs a case's script, and waits for the right answer. Never throws: what
 * went wrong is in the result.
 *
 * @param disturbedAt - When something else than the case's own objects last changed, in milliseconds since the epoch.
 */
export async function walk(
  stage: Stage,
  scenarioCase: ScenarioCase,
  disturbedAt = 0,
): Promise<Walked> {
  try {
    await scenarioCase.script(sceneOf(stage, scenarioCase));
  } catch (error) {
    const got = answerTo(stage, scenarioCase);
    return { case: scenarioCase, got, wrong: `the script: ${error}` };
  }
  return untilRight(stage, scenarioCase, disturbedAt);
}

async function untilRight(
  stage: Stage,
  scenarioCase: ScenarioCase,
  disturbedAt: number,
): Promise<Walked> {
  const { name } = scenarioCase;
  const { changes, lag } = stage;
  const end = Date.now() + LIMIT_MS;
  let dueSince: number | undefined;
  for (let looks = 0; ; looks += 1) {
    const got = answerTo(stage, scenarioCase);
    const wrong = wrongIn(stage, scenarioCase, got);
    const now = Date.now();
    const changedAt = Math.max(
      changes.lastChange([`case-${name}`, name]),
      disturbedAt,
    );
    const isDue = callsFor(stage, scenarioCase);
    dueSince = isDue ? dueSince ?? changedAt : undefined;
    if (!wrong) {
      const from = dueSince ?? changedAt;
      const isByChange = looks > 0 && !scenarioCase.isMadeByTime;
      return {
        case: scenarioCase,
        got,
        ...(isByChange && {
          delay: { ms: now - from, lagMs: lag.between(from, now) },
        }),
      };
    }
    if (now >= end) {
      return { case: scenarioCase, got, wrong };
    }
    await sleep(now - changedAt < BUSY_FOR_MS ? BUSY_EVERY_MS : IDLE_EVERY_MS);
  }
}

/** In what the answer to a case is not right; undefined when it is. */
export function wrongIn(
  stage: Pick<Stage, 'answers'>,
  { expected }: ScenarioCase,
  got: Delivery | undefined,
): string | undefined {
  const known = stage.answers.unreadable();
  const unsaid = expected.unreadable?.filter(kind => !known.includes(kind));
  return unsaid?.length
    ? `no answer says that these cannot be read: ${unsaid}`
    : mismatch(expected, got);
}

/** What is now said of a case. */
export function answerTo(
  stage: Pick<Stage, 'answers'>,
  scenarioCase: ScenarioCase,
): Delivery | undefined {
  return stage.answers.deliveryOf(
    `case-${scenarioCase.name}`,
    idOf(scenarioCase),
  );
}
