import { Printable, toPrintable } from '../output';
import { Judged, WaitResult } from './outcome';
import {
  actorText,
  explain,
  explainRemedy,
  nameOf,
  outcomeText,
} from './texts';

/** Only so many deliveries are listed for people; JSON has them all. */
const MOST_LISTED = 20;

const secondsText = (ms: number) => `${Math.round(ms / 1_000)} s`;

/** One line on how far a wait has come. */
export function progressText(
  judged: readonly Judged[],
  problem: string | undefined,
): string {
  if (problem !== undefined) {
    return `Waiting: ${problem}`;
  }
  const open = judged.filter(({ judgement }) => judgement.outcome !== 'done');
  const done = `${judged.length - open.length} of ${judged.length} done`;
  const [first] = open;
  return first
    ? `${done}. ${nameOf(first)}: ${first.delivery.state}. ${explain(first)}`
    : done;
}

function deliveryLines(judged: Judged): string[] {
  const { delivery, judgement } = judged;
  const { state, cause } = delivery;
  const lines = [
    `  ${judgement.outcome} ${nameOf(judged)}: ${state}${
      cause ? ` (${cause})` : ''
    }. ${explain(judged)}`,
  ];
  const remedy = explainRemedy(judged);
  if (judgement.outcome === 'failed' || remedy.by !== 'nobody') {
    lines.push(
      `    ${actorText(remedy.by)}: ${remedy.text}`,
      ...(remedy.command ? [`    ${remedy.command}`] : []),
    );
  }
  return lines;
}

/** The report for people: what is open, and the outcome in the last line. */
export function textReport(result: WaitResult, limitMs: number): Printable {
  const { outcome, message, judged, notes, waitedMs } = result;
  const open = judged
    .filter(({ judgement }) => judgement.outcome !== 'done')
    // Failures first.
    .sort(
      (left, right) =>
        Number(right.judgement.outcome === 'failed') -
        Number(left.judgement.outcome === 'failed'),
    );
  const more = open.length - MOST_LISTED;
  const done = judged.length - open.length;
  return toPrintable([
    ...open.slice(0, MOST_LISTED).flatMap(deliveryLines),
    ...(more > 0 ? [`  ${more} more: --output json lists them`] : []),
    ...(outcome === 'done' ? [] : notes.map(note => `  note: ${note}`)),
    [
      outcomeText(outcome, secondsText(limitMs)),
      ...(message ? [message] : []),
      ...(judged.length > 0
        ? [`${done} of ${judged.length} done after ${secondsText(waitedMs)}`]
        : []),
    ].join('. '),
  ]);
}

/** The report for programs. New fields may be added; no field is renamed. */
export function jsonReport(
  result: WaitResult,
  about: { readonly server: string; readonly since: string },
): Printable {
  const { outcome, message, judged, notes, waitedMs } = result;
  const whole = {
    outcome,
    message: message ?? null,
    server: about.server,
    since: about.since,
    waitedMs,
    counts: {
      done: countOf(judged, 'done'),
      waiting: countOf(judged, 'waiting'),
      failed: countOf(judged, 'failed'),
      unknown: countOf(judged, 'unknown'),
    },
    notes,
    deliveries: judged.map(each => ({
      cluster: each.delivery.cluster,
      namespace: each.delivery.namespace,
      distribution: each.delivery.distribution ?? null,
      externalSecret: each.delivery.externalSecret,
      outcome: each.judgement.outcome,
      reason: each.judgement.reason ?? null,
      state: each.delivery.state,
      cause: each.delivery.cause ?? null,
      lastSynced: each.delivery.lastSynced ?? null,
      summary: explain(each),
      remedy: explainRemedy(each),
    })),
  };
  return toPrintable(JSON.stringify(whole, null, 2).split('\n'));
}

function countOf(
  judged: readonly Judged[],
  outcome: Judged['judgement']['outcome'],
): number {
  return judged.filter(({ judgement }) => judgement.outcome === outcome).length;
}
