import { DeliveryInput } from '../delivery';
import { ObservedKind } from '../records';

/** Why a kind is not known now. */
export interface KindProblem {
  readonly kind: ObservedKind;
  /** unreadable: the cluster refuses or does not have it; unobserved: not seen, or not lately. */
  readonly why: 'unreadable' | 'unobserved';
  readonly code?: string;
  readonly text: string;
  readonly observedAt?: number;
}

/** Errors after which nothing will come without somebody's doing. */
const UNREADABLE = new Set(['forbidden', 'unauthorized', 'not-installed']);

/**
 * Whether a kind is known well enough to say anything about it: it was
 * observed, within the limit, and the cluster does not refuse it. An error of
 * the moment (unreachable, failing) does not yet make knowledge worthless.
 */
export function kindProblem(
  { observations, limits, now }: DeliveryInput,
  kind: ObservedKind,
): KindProblem | undefined {
  const { observedAt, error } = observations[kind];
  if (error && UNREADABLE.has(error.code)) {
    return {
      kind,
      why: 'unreadable',
      code: error.code,
      text: error.message,
      observedAt,
    };
  }
  const isTooOld =
    observedAt === undefined || now - observedAt > limits.observationMaxAgeMs;
  if (!isTooOld) return undefined;
  return {
    kind,
    why: 'unobserved',
    code: error?.code,
    text:
      error?.message ??
      (observedAt === undefined ? 'not observed yet' : 'not observed lately'),
    observedAt,
  };
}
