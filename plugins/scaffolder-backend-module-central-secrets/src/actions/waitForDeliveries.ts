import { isError, ResponseError } from '@backstage/errors';
import {
  DeliveriesResponse,
  Delivery,
  escapeControls,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { deliveryOf, judgeDelivery, Judgement, Target } from './judgeDelivery';

/** Longest wait that a template may ask for: a task holds a worker meanwhile. Seconds. */
export const MAXIMUM_WAIT_SECONDS = 1_800;

/** Time between two questions. An answer costs the backend no cluster request. */
const POLL_INTERVAL_MS = 1_000;

/**
 * How long a blocked delivery may stay so before the step fails. The first
 * answer after a request may still tell of an attempt before it, and the
 * operator's first attempt may lose a race that its second wins.
 */
const BLOCKED_GRACE_MS = 5_000;

/** The options of {@link waitForDeliveries}. */
export interface WaitOptions {
  /** What is waited for, by the newest answer. */
  readonly targetsIn: (answer: DeliveriesResponse) => readonly Target[];
  /** What is still missing where there is no target yet. */
  readonly whyNone?: string;
  readonly action: 'add' | 'remove';
  readonly limitMs: number;
  readonly read: () => Promise<DeliveriesResponse>;
  readonly log: (line: string) => void;
  /** Milliseconds, of any origin. */
  readonly clock: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal?: AbortSignal;
}

/**
 * Waits until every target is synced (add) or no longer requested (remove), and
 * logs each change on the way.
 *
 * Where there is no target yet, that is waited for as well.
 *
 * @throws Error with cause and remedy when a target stays blocked, when the
 *   limit is reached, and when the backend refuses the question
 */
export async function waitForDeliveries(
  options: WaitOptions,
): Promise<Delivery[]> {
  const { targetsIn, action, limitMs, log, clock, sleep, signal } = options;
  const { whyNone = 'There is nothing to wait for yet' } = options;
  const deadline = clock() + limitMs;
  const logged = new Map<string, string>();
  let blockedSince: number | undefined;

  for (;;) {
    signal?.throwIfAborted();
    const answer = await readPatiently(options);
    const targets = answer ? targetsIn(answer) : [];
    const found = targets.map(target => deliveryOf(target, answer!));
    const judgements =
      targets.length > 0
        ? targets.map((target, index) =>
            judgeDelivery(target, action, found[index]),
          )
        : [{ target: '', outcome: 'waiting', text: whyNone } as const];
    if (answer) {
      for (const { target, text } of judgements) {
        if (logged.get(target) !== text) {
          logged.set(target, text);
          log(text);
        }
      }
    }
    if (judgements.every(({ outcome }) => outcome === 'done')) {
      return found.filter(delivery => delivery !== undefined);
    }

    const now = clock();
    const blocked = judgements.filter(({ outcome }) => outcome === 'blocked');
    blockedSince = blocked.length > 0 ? blockedSince ?? now : undefined;
    if (blockedSince !== undefined && now - blockedSince >= BLOCKED_GRACE_MS) {
      throw new Error(explain(blocked));
    }
    if (now >= deadline) {
      throw new Error(
        `Not ${action === 'add' ? 'arrived' : 'gone'} within ${
          limitMs / 1000
        } s. ${
          answer
            ? explain(judgements.filter(({ outcome }) => outcome !== 'done'))
            : 'The central-secrets backend did not answer'
        }`,
      );
    }
    await sleep(Math.min(POLL_INTERVAL_MS, deadline - now), signal);
  }
}

/** undefined when the backend could not answer now: it may be starting again. */
async function readPatiently({
  read,
  log,
}: WaitOptions): Promise<DeliveriesResponse | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isPassing(error)) {
      throw error;
    }
    log(`The central-secrets backend does not answer, asking again: ${error}`);
    return undefined;
  }
}

function isPassing(error: unknown): boolean {
  return ResponseError.is(error)
    ? error.statusCode >= 500 || error.statusCode === 429
    : // What fetch throws when there is no connection.
      isError(error) && error.name === 'TypeError';
}

function explain(judgements: readonly Judgement[]): string {
  return judgements
    .map(({ text, remedy }) =>
      escapeControls(remedy ? `${text}. ${remedy}` : text),
    )
    .join('\n');
}
