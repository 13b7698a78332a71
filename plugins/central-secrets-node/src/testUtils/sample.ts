import type {
  DeliveryInput,
  DeliveryLimits,
  DerivedDelivery,
  ObservationError,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { deriveDelivery } from '../state';
import {
  ObservedKind,
  DeliveryCause,
  DeliveryState,
  RemedyBy,
  renderMessage,
  WarningCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { findInput, observedAt } from './gatherInput';
import { RawObject } from './merge';

/**
 * The expected answer for a sample: the table that the sample's test compares
 * with.
 *
 * @public
 */
export interface SampleAnswer {
  /** absent: no such row exists. */
  readonly state: DeliveryState | 'absent';
  readonly cause?: DeliveryCause;
  readonly warnings?: readonly WarningCode[];
  /** Whole. */
  readonly summary?: string;
  readonly remedyBy?: RemedyBy;
  /** Whole; for the page of situations. */
  readonly remedy?: string;
  /** Whole; the command to paste. */
  readonly command?: string;
}

/** The head that is written above the objects of a sample. @public */
export interface SampleHead {
  /** The case of the end-to-end table that it was captured from. */
  readonly case: string;
  /** The category of the situation. */
  readonly topic: string;
  /** Where it stands among all. */
  readonly position: number;
  /** The event that happened, as one sentence. */
  readonly what: string;
  /** A fact that cannot be known in this sample. */
  readonly unknowable?: string;
  /** The version of External Secrets Operator that it was captured from. */
  readonly operator: string;
  readonly kubernetes: string;
  readonly delivery:
    | { readonly distribution: string }
    | { readonly declared: string };
  /** When it was captured, by the cluster's clock. */
  readonly now: string;
  readonly limits: DeliveryLimits;
  /** Kinds that were not known then: the last time they were, and why not. */
  readonly observations?: Partial<
    Record<
      ObservedKind,
      { readonly observedAt?: string; readonly error?: ObservationError }
    >
  >;
  /** A part of the text that must stand in the evidence. */
  readonly evidence?: string;
  readonly expected: SampleAnswer;
}

/**
 * Objects as the API server returned them in one situation, and what is to be said of them.
 *
 * @public
 */
export interface Sample extends SampleHead {
  readonly objects: readonly RawObject[];
}

/** The model's answer for a sample; undefined where there is no row. @public */
export function deriveSample(
  sample: Sample,
  change: Partial<DeliveryInput> = {},
): DerivedDelivery | undefined {
  const input = findInput(sample.objects, sample);
  if (!input) {
    return undefined;
  }
  const known = observedAt(input.now);
  const unknown = Object.entries(sample.observations ?? {}).map(
    ([kind, observation]) => [
      kind,
      {
        ...observation,
        observedAt: observation.observedAt
          ? Date.parse(observation.observedAt)
          : undefined,
      },
    ],
  );
  return deriveDelivery({
    ...input,
    observations: { ...known, ...Object.fromEntries(unknown) },
    ...change,
  });
}

/** An answer in the form in which samples keep it. @public */
export function sampleAnswerOf(
  derived:
    | Pick<
        DerivedDelivery,
        'state' | 'cause' | 'warnings' | 'summary' | 'remedy'
      >
    | undefined,
): SampleAnswer {
  if (!derived) {
    return { state: 'absent' };
  }
  const { state, cause, warnings, summary, remedy } = derived;
  return {
    state,
    ...(cause && { cause }),
    warnings: warnings.map(({ code }) => code),
    summary: renderMessage(summary),
    remedyBy: remedy.by,
    remedy: renderMessage(remedy),
    ...(remedy.command && { command: remedy.command }),
  };
}
