import { DeliveryInput } from './delivery';
import {
  message,
  Message,
  ObservationCode,
  ObservedKind,
  PushKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Observation } from '../records';
import { isRefusal } from './refusals';

/** Why a kind is not known now. */
export interface KindProblem {
  readonly kind: ObservedKind | PushKind;
  /** unreadable: the cluster refuses or does not have it; unobserved: not seen, or not lately. */
  readonly why: 'unreadable' | 'unobserved';
  readonly code?: string;
  readonly reason: Message<ObservationCode>;
  readonly observedAt?: number;
}

/**
 * Every kind has a watch of its own, so what followed from a change may be
 * known here before the change itself. For so long after it, that is not taken
 * for a contradiction. Milliseconds: the API server's watches are seldom a
 * second apart, times have a resolution of one, and so has what is known of
 * the cluster's clock.
 */
const APART_AT_MOST_MS = 3_000;

/**
 * Whether the answer of `mayLack` for a moment may still change as a watch
 * shows signs of life or falls silent; no notification tells of either. After
 * this it cannot change: knowledge that old does not count.
 */
export function isUnsettled(
  { clusterNow, limits }: DeliveryInput,
  at: number,
): boolean {
  return clusterNow <= at + APART_AT_MOST_MS + limits.observationMaxAgeMs;
}

/**
 * Whether a kind's changes before a moment may not be known yet.
 *
 * @param at - by the cluster's clock
 */
export function mayLack(
  { observations, now, clusterNow }: DeliveryInput,
  kind: ObservedKind,
  at: number,
): boolean {
  const { observedAt = -Infinity, isCatchingUp, error } = observations[kind];
  // A watch brings what happens at once, however long ago it last said so.
  const isWatched = !error && !isCatchingUp;
  const knownUntil = isWatched ? clusterNow : observedAt + clusterNow - now;
  return knownUntil < at + APART_AT_MOST_MS;
}

/**
 * Whether a kind is known well enough to say anything about it: it was
 * observed, within the limit, and the cluster does not refuse it. An error of
 * the moment (unreachable, failing) does not yet make knowledge worthless.
 */
export function kindProblem(
  { observations, ...by }: Pick<DeliveryInput, 'observations'> & Bounds,
  kind: ObservedKind,
): KindProblem | undefined {
  return observationProblem(observations[kind], kind, by);
}

/** When an observation is judged, and by which limit. */
type Bounds = Pick<DeliveryInput, 'limits' | 'now'>;

/** The same of one observation. */
export function observationProblem(
  { observedAt, error }: Observation,
  kind: KindProblem['kind'],
  { limits, now }: Bounds,
): KindProblem | undefined {
  if (error && isRefusal(error)) {
    return {
      kind,
      why: 'unreadable',
      code: error.code,
      reason: error.message,
      observedAt,
    };
  }
  const isTooOld =
    observedAt === undefined || now - observedAt > limits.observationMaxAgeMs;
  if (!isTooOld) {
    return undefined;
  }
  return {
    kind,
    why: 'unobserved',
    code: error?.code,
    reason:
      error?.message ??
      message(
        observedAt === undefined ? 'not-observed-yet' : 'not-observed-lately',
      ),
    observedAt,
  };
}
