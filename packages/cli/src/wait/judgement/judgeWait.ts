import { needsAction } from '@central-secrets/backstage-plugin-central-secrets-common';
import { WaitedDelivery, WaitReason } from './types';

/** How near one delivery is to the awaited sync. */
export interface Judgement {
  /**
   * `failed`: it does not arrive before a person acts; `unknown`: it cannot be
   * read.
   */
  readonly outcome: 'done' | 'waiting' | 'failed' | 'unknown';
  /** Set where the state alone does not say it. */
  readonly reason?: WaitReason | 'failed-before';
}

/**
 * States in which a delivery also stays until a person acts, if it is awaited
 * without having been requested here.
 */
const NOT_COMING: ReadonlySet<string> = new Set(['not-requested', 'orphaned']);

/** The remedy of a changed spec that the operator never reads again. */
const NEVER_REWRITTEN = 'delete-to-rewrite';

/** Judges one delivery. Never `done` without proof that the sync is the awaited one. */
export function judgeWait(delivery: WaitedDelivery): Judgement {
  const { state, cause, remedy, verdict, failedBefore } = delivery;
  if (state === 'unknown') {
    return { outcome: cause === 'kind-unreadable' ? 'unknown' : 'waiting' };
  }
  if (state === 'synced') {
    if (verdict.counts) {
      return { outcome: 'done' };
    }
    const { reason } = verdict;
    return {
      outcome: reason === 'never-refreshed' ? 'failed' : 'waiting',
      reason,
    };
  }
  const isStuck =
    needsAction({ state, remedy }) ||
    (NOT_COMING.has(state) && remedy.by !== 'nobody') ||
    (state === 'outdated' && remedy.code === NEVER_REWRITTEN);
  if (!isStuck) {
    return { outcome: 'waiting' };
  }
  return failedBefore
    ? { outcome: 'waiting', reason: 'failed-before' }
    : { outcome: 'failed' };
}
