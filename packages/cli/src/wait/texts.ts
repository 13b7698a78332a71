import {
  isKnownWord,
  REMEDY_ACTORS,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Judged, Outcome } from './outcome';

const REASONS: Readonly<Record<string, string>> = {
  'generation-awaited': 'The awaited generation does not exist yet',
  'spec-awaited':
    'The copy does not have the current spec of the distribution yet',
  'refresh-awaited': 'The last sync began before the trigger',
  'mark-awaited': 'The requested sync has not ended yet',
  'second-sync-awaited':
    "The operator's clock is ahead of the API server's, so only the sync after this one counts",
  'never-refreshed':
    'The operator never writes it again: its refresh is disabled, or the Secret is immutable',
  'failed-before': 'The last attempt failed before the trigger',
};

const ACTORS = {
  developer: 'You can fix this',
  platform: 'Platform team can fix this',
  nobody: 'No action needed',
} as const;

const NEVER_REFRESHED_REMEDY =
  'Accept the last sync with --since generation=1, or set refreshPolicy to Periodic, a refreshInterval, and target.immutable to false';

/** The name of a delivery, for people. */
export function nameOf({ delivery }: Judged): string {
  const { namespace, distribution, externalSecret } = delivery;
  return `${namespace}/${distribution ?? externalSecret}`;
}

/** Why a delivery is not done, in one sentence. */
export function explain({ delivery, judgement }: Judged): string {
  const state = renderMessage(delivery.summary);
  const { reason } = judgement;
  if (reason === undefined) {
    return state;
  }
  return reason === 'failed-before'
    ? `${REASONS[reason]}: ${state}`
    : REASONS[reason];
}

/** Who can act, and what to do. */
export function explainRemedy({ delivery, judgement }: Judged): {
  readonly by: string;
  readonly text: string;
  readonly command: string | null;
} {
  if (judgement.reason === 'never-refreshed') {
    return { by: 'developer', text: NEVER_REFRESHED_REMEDY, command: null };
  }
  const { remedy } = delivery;
  return {
    by: remedy.by,
    text: renderMessage(remedy),
    command: remedy.command ?? null,
  };
}

/** Who can act, as a sentence. An actor that this version does not know has its own name. */
export function actorText(by: string): string {
  return isKnownWord(REMEDY_ACTORS, by) ? ACTORS[by] : by;
}

/** The last line of the report for people. */
export function outcomeText(outcome: Outcome, limitText: string): string {
  return {
    done: 'Done',
    failed: 'Failed: a person must act',
    'timed-out': `Timed out after ${limitText}`,
    unknown: 'Unknown: the deliveries cannot be read',
    'none-selected': 'No delivery is selected, so there is nothing to wait for',
  }[outcome];
}
