import { WaitClock } from './clock';
import { judgeWait } from './judgement';
import { Judged, Outcome, WaitResult } from './outcome';
import { DeliverySource, isProblem } from './source';

/** The longest time between two looks: some judgements change by time alone. */
const LOOK_EVERY_MS = 1_000;
/** The same, while nothing can be read. */
const RETRY_EVERY_MS = 300;
/**
 * How long a fault has to last. The operator's first attempt may lose a race
 * that its second wins, and an API server that has just started refuses some
 * requests.
 */
const FAULT_GRACE_MS = 5_000;

/** How to wait. */
interface WaitOptions {
  readonly source: DeliverySource;
  readonly limitMs: number;
  readonly clock: Pick<WaitClock, 'elapsed'>;
  /** Hears of each look that differs from the one before. */
  readonly onLook: (judged: readonly Judged[], problem?: string) => void;
}

/** Since when something has been true without a break. */
class Lasting {
  #since?: number;

  /** Whether it has been true for the grace period. */
  has(isTrue: boolean, now: number): boolean {
    this.#since = isTrue ? this.#since ?? now : undefined;
    return this.#since !== undefined && now - this.#since >= FAULT_GRACE_MS;
  }
}

/**
 * Looks until every delivery is the awaited one, a fault lasts, or the time is
 * over.
 */
export async function waitUntilDone(options: WaitOptions): Promise<WaitResult> {
  const { source, limitMs, clock, onLook } = options;
  const startedAt = clock.elapsed();
  const waited = () => clock.elapsed() - startedAt;
  const refusal = new Lasting();
  const failure = new Lasting();
  const unreadable = new Lasting();
  let judged: Judged[] = [];
  let notes: readonly string[] = [];
  let fresh = false;

  const end = (outcome: Outcome, message?: string): WaitResult => ({
    outcome,
    ...(message === undefined ? {} : { message }),
    judged,
    notes,
    waitedMs: Math.round(waited()),
  });

  for (;;) {
    const view = await source.read({ fresh });
    const problem = isProblem(view) ? view : undefined;
    const missing = isProblem(view) ? undefined : view.missing;
    if (!isProblem(view)) {
      notes = view.notes;
      judged = view.deliveries.map(delivery => ({
        delivery,
        judgement: judgeWait(delivery),
      }));
    }
    onLook(judged, problem?.message ?? missing);

    const now = clock.elapsed();
    if (!problem && judged.length === 0 && !missing) {
      return end('none-selected');
    }
    if (
      !problem &&
      judged.length > 0 &&
      judged.every(({ judgement }) => judgement.outcome === 'done')
    ) {
      return end('done');
    }
    if (refusal.has(problem?.isRefusal ?? false, now)) {
      return end('unknown', problem?.message);
    }
    const hasFailed = failure.has(!problem && hasAny(judged, 'failed'), now);
    const isUnreadable = unreadable.has(
      !problem && hasAny(judged, 'unknown'),
      now,
    );
    if ((hasFailed || isUnreadable) && fresh) {
      return end(hasFailed ? 'failed' : 'unknown');
    }
    if (waited() >= limitMs) {
      const isUnknown =
        problem !== undefined ||
        judged.some(({ delivery }) => delivery.state === 'unknown');
      return end(
        isUnknown ? 'unknown' : 'timed-out',
        problem?.message ?? missing,
      );
    }
    // A fault that lasts counts only if it is still there at a look at everything.
    fresh = hasFailed || isUnreadable;
    if (!fresh) {
      const everyMs = problem ? RETRY_EVERY_MS : LOOK_EVERY_MS;
      await source.changed(Math.min(everyMs, limitMs - waited()));
    }
  }
}

function hasAny(
  judged: readonly Judged[],
  outcome: Judged['judgement']['outcome'],
): boolean {
  return judged.some(({ judgement }) => judgement.outcome === outcome);
}
