import { setTimeout as sleep } from 'node:timers/promises';
import {
  Delivery,
  deliveryId,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { CLUSTER } from '../framework/backstage';
import { mismatch } from './mismatch';
import { Scene } from './scene';
import { Stage } from './stage';
import { TruthCase } from './truthCase';

/** How a case ended. */
export interface Walked {
  readonly case: TruthCase;
  /** The row as it was when it was right, or when the time was up; undefined: none. */
  readonly got: Delivery | undefined;
  /** Why it is not right. */
  readonly wrong?: string;
  /** From the cluster's last change to the right answer, in milliseconds; undefined where the answer was right at the first look, or time alone made it so. */
  readonly delayMs?: number;
}

/** Enough for a machine that is busy with something else. */
const LIMIT_MS = 150_000;
/** While something happens, and while nothing does. */
const BUSY_EVERY_MS = 20;
const IDLE_EVERY_MS = 250;
const BUSY_FOR_MS = 1_000;

/** The id of the delivery that a case is about. */
export function idOf({ name, delivery }: TruthCase): string {
  return deliveryId(
    CLUSTER,
    `case-${name}`,
    delivery ?? { distribution: name },
  );
}

/** The scene of a case on a stage. */
export function sceneOf({ cluster, answers }: Stage, { name }: TruthCase) {
  return new Scene(name, cluster, answers);
}

/** Runs a case's script, and waits for the right answer. Never throws: what went wrong is in the result. */
export async function walk(
  stage: Stage,
  truthCase: TruthCase,
): Promise<Walked> {
  const scene = sceneOf(stage, truthCase);
  const look = () => answerTo(stage, truthCase);
  try {
    await truthCase.script(scene);
  } catch (error) {
    return { case: truthCase, got: look(), wrong: `the script: ${error}` };
  }
  return untilRight(stage, truthCase, look);
}

async function untilRight(
  { changes }: Stage,
  truthCase: TruthCase,
  look: () => Delivery | undefined,
): Promise<Walked> {
  const { name, expected } = truthCase;
  const end = Date.now() + LIMIT_MS;
  for (let looks = 0; ; looks += 1) {
    const got = look();
    const wrong = mismatch(expected, got);
    const now = Date.now();
    const changedAt = changes.lastChange([`case-${name}`, name]);
    if (!wrong) {
      const isByChange = looks > 0 && !truthCase.isMadeByTime;
      return {
        case: truthCase,
        got,
        ...(isByChange && { delayMs: now - changedAt }),
      };
    }
    if (now >= end) {
      return { case: truthCase, got, wrong };
    }
    await sleep(now - changedAt < BUSY_FOR_MS ? BUSY_EVERY_MS : IDLE_EVERY_MS);
  }
}

/** What is now said of a case. */
export function answerTo(stage: Stage, truthCase: TruthCase) {
  return stage.answers.deliveryOf(`case-${truthCase.name}`, idOf(truthCase));
}
